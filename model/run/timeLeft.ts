import type { RunState } from "./state.js";

/** The first step warms up, and a few say little of the rest: until then the estimate made before counts. */
const stepsUntilMeasured = 3;

export interface TimeLeft {
  readonly seconds: number;
  /** As was expected before the run began; else as its steps have shown. */
  readonly isExpected: boolean;
}

/** How long a run at work still takes; null where nobody knows. The same on a page and in a terminal. */
export function timeLeftOf({ started, steps }: RunState): TimeLeft | null {
  const last = steps.at(-1);
  const taken = Math.max(0, (last?.step ?? 0) - (started?.resumedFrom ?? 0));
  const expected = started?.expectedSeconds;
  if (taken < stepsUntilMeasured && expected !== undefined) {
    return { seconds: toTheMinute(expected), isExpected: true };
  }
  const seconds = last?.secondsLeft ?? null;
  return seconds === null ? null : { seconds, isExpected: false };
}

/** What is only expected is told no closer: seconds would pretend to know more. */
function toTheMinute(seconds: number): number {
  return seconds < 600 ? seconds : Math.round(seconds / 60) * 60;
}
