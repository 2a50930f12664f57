import { open } from "node:fs/promises";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { eventsFile } from "../../model/data/host/runFolder.js";
import type { RunEvent } from "../../model/run/events.js";
import { parseEvents } from "./runEvents.js";

/** Reads a run's events as they are written. */
export class RunFollower {
  private offset = 0;
  private rest = "";
  /** Keeps the bytes of a character that is written by half. */
  private readonly decoder = new StringDecoder("utf8");

  constructor(readonly directory: string) {}

  /**
   * The events written since the last call. Rejects where the file cannot be read, and reads on from
   * the same place when it is called again. Calls must not overlap.
   */
  async read(): Promise<RunEvent[]> {
    const text = this.rest + (await this.readText());
    const end = text.lastIndexOf("\n") + 1;
    this.rest = text.slice(end);
    // A trainer may die before it ends its line; an event that can be parsed is whole.
    const last = parseEvents(this.rest);
    if (last.length > 0) this.rest = "";
    return [...parseEvents(text.slice(0, end)), ...last];
  }

  private async readText(): Promise<string> {
    const file = await open(join(this.directory, eventsFile));
    try {
      const { size } = await file.stat();
      const { bytesRead, buffer } = await file.read({
        buffer: Buffer.alloc(Math.max(0, size - this.offset)),
        position: this.offset,
      });
      this.offset += bytesRead;
      return this.decoder.write(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  }
}
