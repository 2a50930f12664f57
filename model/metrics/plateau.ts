import type { RunState } from "../run/state.js";
import { runningMean } from "./runningMean.js";
import { trainLoss } from "./trainLoss.js";

const stepsObserved = 20;
/** A batch of 128 with chance-level scores stays within about this of ln(classes). */
const tolerance = 0.05;

/** The loss of a network that gives every class the same probability. */
export function chanceLoss(classes: number): number {
  return Math.log(classes);
}

/** Whether the loss sits where the network still guesses: known of the chapter's recipe, no bug. */
export function isOnPlateau(run: RunState, classes: number): boolean {
  if (run.steps.length < stepsObserved) return false;
  const mean = runningMean(trainLoss.series(run), stepsObserved);
  return mean !== null && Math.abs(mean - chanceLoss(classes)) < tolerance;
}
