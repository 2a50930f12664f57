import { join } from "node:path";
import { eventsFile } from "../../model/folder/runFolder.js";
import type { RunEvent } from "../../model/run/events.js";
import { RecordLines } from "./recordLines.js";
import { eventOf } from "./runEvents.js";

/** Reads a run's events as they are written. */
export class RunFollower {
  private readonly lines: RecordLines;

  constructor(readonly directory: string) {
    this.lines = new RecordLines(join(directory, eventsFile));
  }

  /**
   * The events written since the last call. Rejects where the file cannot be read, and reads on from
   * the same place when it is called again. Calls must not overlap.
   */
  async read(): Promise<RunEvent[]> {
    const events: RunEvent[] = [];
    await this.readLines((line) => {
      const event = eventOf(line);
      if (event !== null) events.push(event);
    });
    return events;
  }

  /** The same line by line, for a record that may be too long to be held; a line is valid during the call. */
  async readLines(take: (line: Buffer) => void): Promise<void> {
    for await (const lines of this.lines.read()) for (const line of lines) take(line);
    // A trainer may die before it ends its line; an event that can be parsed is whole.
    const last = this.lines.unended();
    if (eventOf(last) === null) return;
    this.lines.dropUnended();
    take(last);
  }
}
