import { chapterLearningRate } from "../../run/chapterRate.js";
import { isActive } from "../../run/phase.js";
import { runningMean } from "../runningMean.js";
import { trainAccuracy } from "../trainAccuracy.js";
import type { Condition, Sight } from "./condition.js";
import { hasDeadNodes } from "./deadLayers.js";
import { newestUpdates } from "./updates.js";

export interface LearningRateTooLow extends Sight {
  readonly id: "learningRateTooLow";
  readonly learningRate: number;
  /** The share of the weights that a step changes in the middle layer. */
  readonly share: number;
}

const readings = 5;
/** The recorded runs of the chapter's recipe stay above 5e-5 even on their plateau. */
const [arisesBelow, staysBelow] = [1e-5, 3e-5];
/** Who has learned it all moves little, and rightly. */
const learned = 0.98;

/** The weights hardly move although there is much to learn, and a higher rate would move them. */
export const learningRateTooLow: Condition<LearningRateTooLow> = {
  id: "learningRateTooLow",
  see(run, { previous }) {
    const last = run.steps.at(-1);
    const updates = newestUpdates(run, previous === null ? readings : 1);
    if (!isActive(run.phase) || last === undefined || updates === null) return null;
    const rate = run.started?.config.learningRate ?? last.learningRate;
    if (rate >= chapterLearningRate || hasDeadNodes(run)) return null;
    const share = Math.max(...updates);
    // Where the chapter's rate would not move them either, the gradient has vanished.
    if ((share / last.learningRate) * chapterLearningRate < arisesBelow) return null;
    const accuracy = runningMean(trainAccuracy.series(run), 50) ?? 0;
    if (share >= (previous === null ? arisesBelow : staysBelow) || accuracy > learned) return null;
    return {
      id: "learningRateTooLow",
      severity: "warning",
      step: last.step,
      learningRate: last.learningRate,
      share,
    };
  },
};
