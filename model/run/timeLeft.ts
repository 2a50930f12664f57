import type { RunState } from "./state.js";

/** The first step warms up, and a few say little of the rest: until then the estimate made before counts. */
const stepsUntilMeasured = 3;

export interface TimeLeft {
  readonly seconds: number;
  /** As was expected before the run began; else as its steps have shown. */
  readonly isExpected: boolean;
  /** What was expected of the whole, where the steps have shown it to be far off. */
  readonly corrected: Correction | null;
}

/** What was expected before the run began, and what its first steps have shown; seconds of the whole. */
export interface Correction {
  readonly expected: number;
  readonly shown: number;
}

/** So far off a time is another one to a person. */
const farOff = 0.2;
/** So many steps say how long the rest takes. */
const stepsUntilSure = 10;

/** How long a run at work still takes; null where nobody knows. The same on a page and in a terminal. */
export function timeLeftOf({ started, steps }: RunState): TimeLeft | null {
  const last = steps.at(-1);
  const taken = Math.max(0, (last?.step ?? 0) - (started?.resumedFrom ?? 0));
  const expected = started?.expectedSeconds;
  if (taken < stepsUntilMeasured && expected !== undefined) {
    return { seconds: toTheMinute(expected), isExpected: true, corrected: null };
  }
  const seconds = last?.secondsLeft ?? null;
  if (seconds === null) return null;
  return { seconds, isExpected: false, corrected: correctionOf({ started, steps }) };
}

/** By the first steps alone: pauses and what comes later are no fault of the estimate. */
function correctionOf({ started, steps }: Pick<RunState, "started" | "steps">): Correction | null {
  if (started?.expectedSeconds === undefined) return null;
  const { expectedSeconds: expected, resumedFrom, config } = started;
  const sure = steps.at(steps.countUpTo(resumedFrom + stepsUntilSure) - 1);
  if (sure === undefined || sure.step < resumedFrom + stepsUntilSure) return null;
  if (sure.secondsLeft === null) return null;
  // What the first steps took is no measure of the others, which may be on larger images.
  const taken = ((sure.step - resumedFrom) * config.batchSize) / sure.examplesPerSecond;
  const shown = taken + sure.secondsLeft;
  return Math.abs(shown - expected) > farOff * expected ? { expected, shown } : null;
}

/** What is only expected is told no closer: seconds would pretend to know more. */
function toTheMinute(seconds: number): number {
  return seconds < 600 ? seconds : Math.round(seconds / 60) * 60;
}
