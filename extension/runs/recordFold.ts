import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunEventOf } from "../../model/run/events.js";
import { initialRunState, reduce, type RunState } from "../../model/run/state.js";
import { KeptLines } from "./keptLines.js";
import { eventOf } from "./runEvents.js";

type Measurement = RunEventOf<"statistics" | "histograms" | "timings">;

/** How the trainer begins the line of a measurement: what is measured comes after it. */
const measurementStart =
  /^\{"kind":"(?<kind>statistics|histograms|timings)","time":(?<time>\d+),"step":(?<step>\d+),"nodes":\{/u;
const mostOfStart = 100;

/** So much is parsed at once: a few milliseconds. */
const parsedAtOnce = 64 * 1024;

/** So many measurements may wait to be given up. */
const givenUpEvery = 64;

export interface FoldedRecord {
  readonly state: RunState;
  /** Of the events folded. */
  readonly count: number;
}

/**
 * The fold of a record of any length. Nearly all of a long one are measurements, of which a few stay in
 * the end: only those are parsed.
 */
export class RecordFold {
  private state = initialRunState;
  private count = 0;
  /** The lines of the measurements that are folded without their values, by what stands for those. */
  private readonly unread = new KeptLines();
  private measurements = 0;

  take(line: Buffer): void {
    const event = outlineIn(line) ?? eventOf(line);
    if (event === null) return;
    // The line is written over by the next.
    if ("nodes" in event) this.unread.put(event.nodes, line);
    this.state = reduce(this.state, event);
    this.count += 1;
    if ("nodes" in event) this.giveUpOthers();
  }

  async result(): Promise<FoldedRecord> {
    const kept = this.kept();
    let state: RunState = { ...this.state, statistics: [], histograms: [], timings: [] };
    let bytes = 0;
    for (const { nodes } of kept) {
      const line = this.unread.get(nodes);
      // One that turns out to be damaged is left out.
      const event = line === undefined ? null : eventOf(line);
      if (event !== null) state = reduce(state, event);
      bytes += line?.length ?? 0;
      if (bytes < parsedAtOnce) continue;
      bytes = 0;
      await nextTurn();
    }
    return { state, count: this.count };
  }

  /** The measurements that the state still has. */
  private kept(): readonly { readonly nodes: object }[] {
    const { statistics, histograms, timings } = this.state;
    return [...statistics, ...histograms, ...timings];
  }

  private giveUpOthers(): void {
    this.measurements += 1;
    if (this.measurements % givenUpEvery !== 0) return;
    this.unread.keepOnly(new Set(this.kept().map(({ nodes }) => nodes)));
  }
}

/** Whether a line tells anything; a measurement's values are not looked at. */
export function isEvent(line: Buffer): boolean {
  return outlineIn(line) !== null || eventOf(line) !== null;
}

/** A measurement without its values. */
function outlineIn(line: Buffer): Measurement | null {
  const found = measurementStart.exec(line.toString("latin1", 0, mostOfStart))?.groups;
  if (found === undefined) return null;
  const { kind, time, step } = found;
  // SAFETY: the expression has no other kinds than these.
  return { kind: kind as Measurement["kind"], time: Number(time), step: Number(step), nodes: {} };
}
