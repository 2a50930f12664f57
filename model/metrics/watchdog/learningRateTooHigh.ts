import { isActive } from "../../run/phase.js";
import type { RunState } from "../../run/state.js";
import type { Condition, Sight } from "./condition.js";
import { lossesBefore, medianOf } from "./losses.js";
import { newestUpdates } from "./updates.js";

export interface LearningRateTooHigh extends Sight {
  readonly id: "learningRateTooHigh";
  readonly learningRate: number;
  /** `update`: a step moves the weights by a large share of themselves. `swing`: the loss swings from batch to batch. */
  readonly sign: "update" | "swing";
  /** That share, or the swing as a share of the loss; both for the middle of many. */
  readonly share: number;
}

const readings = 3;
/** Around 0.001 is healthy, as is widely taught; ten times that is much. */
const updateLimits = { arises: 0.03, stays: 0.015 };
const pointsOfSwing = 50;
/** In the recorded runs the middle change from one batch of 128 to the next is at most 0.29 of the loss. */
const swingLimits = { arises: 0.6, stays: 0.4 };

/** The steps are too large for the loss to settle. */
export const learningRateTooHigh: Condition<LearningRateTooHigh> = {
  id: "learningRateTooHigh",
  see(run, { previous }) {
    const last = run.steps.at(-1);
    if (!isActive(run.phase) || last === undefined) return null;
    const limit = previous === null ? "arises" : "stays";
    const updates = newestUpdates(run, previous === null ? readings : 1);
    const update = updates === null ? 0 : Math.min(...updates);
    const swing = swingOf(run);
    const sign = update > updateLimits[limit] ? "update" : "swing";
    const share = sign === "update" ? update : swing;
    if (sign === "swing" && swing <= swingLimits[limit]) return null;
    return {
      id: "learningRateTooHigh",
      severity: "warning",
      step: last.step,
      learningRate: last.learningRate,
      sign,
      share,
    };
  },
};

/** The middle change from one batch to the next as a share of the loss; 0 before 50 batches. */
function swingOf({ steps }: RunState): number {
  if (steps.length < pointsOfSwing) return 0;
  const losses = lossesBefore(steps, steps.length, pointsOfSwing);
  const changes = losses.slice(1).map((loss, index) => Math.abs(loss - (losses[index] ?? loss)));
  const [level, change] = [medianOf(losses), medianOf(changes)];
  return level === null || change === null || level <= 0 ? 0 : change / level;
}
