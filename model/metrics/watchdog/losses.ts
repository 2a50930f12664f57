import type { StepHistory } from "../../run/stepHistory.js";

/** The middle of the values that are numbers; null without any. */
export function medianOf(values: readonly (number | null | undefined)[]): number | null {
  const sorted = values
    .filter((value): value is number => typeof value === "number")
    .sort((a, b) => a - b);
  const high = sorted[sorted.length >> 1];
  const low = sorted[(sorted.length - 1) >> 1];
  return high === undefined || low === undefined ? null : (low + high) / 2;
}

/** The losses of `count` points before the place `end`, in order; fewer at the beginning. */
export function lossesBefore(steps: StepHistory, end: number, count: number): readonly number[] {
  const start = Math.max(0, end - count);
  const length = Math.max(0, end - start);
  return Array.from({ length }, (_, index) => steps.read(start + index, "loss"));
}

/** The mean of values, each held within `reach` of a center, so that one wild batch says little. */
export function heldMean(values: readonly number[], center: number, reach: number): number {
  const held = values.map((value) => Math.max(-reach, Math.min(reach, value - center)));
  return center + held.reduce((total, value) => total + value, 0) / Math.max(1, held.length);
}

const pointsAveraged = 20;

/** The lowest that the loss has stayed at over 20 points, up to the place `end`; null before as many. */
export function lowestLevel(steps: StepHistory, end: number): number | null {
  let lowest: number | null = null;
  for (let start = 0; start + pointsAveraged <= end; start += pointsAveraged) {
    let total = 0;
    for (let row = start; row < start + pointsAveraged; row++) total += steps.read(row, "loss");
    const level = total / pointsAveraged;
    if (lowest === null || level < lowest) lowest = level;
  }
  return lowest;
}
