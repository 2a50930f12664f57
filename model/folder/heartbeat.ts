import { open, type FileHandle } from "node:fs/promises";

const beatEveryMs = 2000;
/** Ten beats: a step of the training may hold its process up for some. */
export const silenceMs = 20_000;

/** Shows that the process that holds a file is at work: the file's time changes. */
export class Heartbeat {
  private readonly timer: NodeJS.Timeout;

  private constructor(private readonly file: FileHandle) {
    this.timer = setInterval(() => void this.beat(), beatEveryMs);
    this.timer.unref();
  }

  /** Of the file of this name as it is now; one that takes its place is another's. */
  static async of(file: string): Promise<Heartbeat> {
    return new Heartbeat(await open(file, "r+"));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.file.close();
  }

  private async beat(): Promise<void> {
    const now = new Date();
    // A beat that is missed is made up for by the next.
    await this.file.utimes(now, now).catch(() => undefined);
  }
}

interface Seen {
  readonly beat: string;
  /** By the clock of this process alone: those of two machines differ, and a calendar jumps. */
  readonly since: number;
}

const seen = new Map<string, Seen>();

/** Whether this process has looked at the file for so long without seeing a beat. */
export function isSilent(file: string, beat: string): boolean {
  const now = performance.now();
  const before = seen.get(file);
  if (before?.beat === beat) return now - before.since >= silenceMs;
  seen.set(file, { beat, since: now });
  return false;
}
