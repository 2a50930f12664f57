import type { Asked, OpenNetwork } from "./trainedNetwork.js";

/** The sessions that a network was opened in: each stays open for the next question that it can answer. */
export class OpenNetworks {
  private readonly open = new Map<string, Promise<OpenNetwork>>();

  constructor(private readonly openNew: (engine: string, asked: Asked) => Promise<OpenNetwork>) {}

  async of(engine: string, asked: Asked): Promise<OpenNetwork> {
    const { height, width, channels } = asked.images;
    const { atOnce: most, hasMasks = false, slopesFor = [] } = asked;
    const key = [engine, most, height, width, channels, hasMasks, slopesFor.length > 0].join(" ");
    const known = this.open.get(key);
    if (known !== undefined) return known;
    const opening = this.openNew(engine, asked);
    this.open.set(key, opening);
    opening.catch(() => this.open.delete(key));
    return opening;
  }

  async all(): Promise<readonly OpenNetwork[]> {
    const settled = await Promise.allSettled(this.open.values());
    return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  }

  async close(): Promise<void> {
    const open = await this.all();
    this.open.clear();
    for (const { session } of open) session.close();
  }
}
