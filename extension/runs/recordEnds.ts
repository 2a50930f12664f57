import { stat } from "node:fs/promises";
import { readings } from "../../model/metrics/watchdog/deadLayers.js";
import type { RunEvent } from "../../model/run/events.js";
import { RecordLines } from "./recordLines.js";
import { eventOf } from "./runEvents.js";

/** Before its first step a run says little. */
const headBytes = 256 * 1024;

/**
 * An epoch of the chapter's recipe takes half of it: in it are the newest step, checkpoint and
 * evaluation of nearly every run.
 */
const tailBytes = 4 * 1024 * 1024;

/** All but the measurements, which are most of a long record: of them the newest are read alone. */
const telling: ReadonlySet<RunEvent["kind"]> = new Set<RunEvent["kind"]>([
  ...(["started", "step", "evaluation", "checkpoint", "paused", "resumed", "resized"] as const),
  ...(["log", "finished", "failed"] as const),
]);

/** As the trainer begins the line. */
const statisticsStart = '{"kind":"statistics"';

export interface RecordEnds {
  readonly events: readonly RunEvent[];
  /** Whether there is nothing between its beginning and its last part. */
  readonly isWhole: boolean;
}

/**
 * What a record tells without its measurements, but for the newest statistics: all of it, or of a long one its beginning and its last
 * part. Rejects where the file cannot be read.
 */
export async function readEnds(file: string): Promise<RecordEnds> {
  const { size } = await stat(file);
  if (size <= headBytes + tailBytes) {
    return { events: await eventsFrom(file, 0, size), isWhole: true };
  }
  const head = await eventsFrom(file, 0, headBytes);
  const first = head.findIndex(({ kind }) => kind === "started");
  // Steps that come before a gap would be taken for the newest.
  const events = [...head.slice(0, first + 1), ...(await eventsFrom(file, size - tailBytes, size))];
  return { events, isWhole: false };
}

async function eventsFrom(file: string, from: number, to: number): Promise<RunEvent[]> {
  const lines = new RecordLines(file, from);
  const events: RunEvent[] = [];
  const newest: { readonly line: Buffer; readonly place: number }[] = [];
  const take = (line: Buffer): void => {
    const event = eventOf(line, telling);
    if (event !== null) events.push(event);
    else if (isStatistics(line)) {
      // The line is written over by the next.
      newest.push({ line: Buffer.from(line), place: events.length });
      if (newest.length > readings) newest.shift();
    }
  };
  // A line that is cut off where the reading begins is none that can be parsed.
  for await (const piece of lines.read(to)) for (const line of piece) take(line);
  take(lines.unended());
  // From behind, so that each place stays what it was.
  for (const { line, place } of newest.toReversed()) {
    const event = eventOf(line);
    if (event !== null) events.splice(place, 0, event);
  }
  return events;
}

function isStatistics(line: Buffer): boolean {
  return line.toString("latin1", 0, statisticsStart.length) === statisticsStart;
}
