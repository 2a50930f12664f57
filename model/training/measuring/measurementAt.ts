import type { Measurement } from "../../engine/measurements.js";
import type { RunConfig } from "../../run/config.js";

/** What a step measures in a run of this configuration; the first step measures all that is measured at all. */
export function measurementAt(
  step: number,
  { statisticsEvery, histogramsEvery }: Pick<RunConfig, "statisticsEvery" | "histogramsEvery">,
): Measurement {
  if (isDue(step, histogramsEvery)) return "histograms";
  return isDue(step, statisticsEvery) ? "statistics" : "none";
}

/** The first steps also warm up: what they take says little. */
const warmSteps = 5;

/** Whether the layers are timed after this step. */
export function isTimingDue(step: number, every: number): boolean {
  return step >= warmSteps && isDue(step - warmSteps + 1, every);
}

/** Whether what happens every so many steps, from the first on, happens at this one; 0 is never. */
export function isDue(step: number, every: number): boolean {
  return every > 0 && (step - 1) % every === 0;
}
