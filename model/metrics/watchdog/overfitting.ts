import type { Condition, Sight } from "./condition.js";

export interface Overfitting extends Sight {
  readonly id: "overfitting";
  /** The epoch with the lowest test loss, and the newest. */
  readonly bestEpoch: number;
  readonly epoch: number;
  readonly bestTestLoss: number;
  readonly testLoss: number;
  /** Training loss at those two epochs. */
  readonly trainLossThen: number;
  readonly trainLoss: number;
}

/**
 * One recorded run of the chapter's recipe has a test loss 7 % above its lowest for one epoch of two and
 * then goes below it: so it takes three.
 */
const evaluationsAfterBest = 3;
const [arisesAbove, staysAbove] = [1.05, 1.02];

/** The test loss rises over evaluations while the training loss falls. */
export const overfitting: Condition<Overfitting> = {
  id: "overfitting",
  see({ evaluations }, { previous }) {
    const newest = evaluations[evaluations.length - 1];
    if (newest === undefined) return null;
    const best = evaluations.reduce((least, each) => (each.loss < least.loss ? each : least));
    const after = evaluations.length - 1 - evaluations.indexOf(best);
    const factor = previous === null ? arisesAbove : staysAbove;
    if (after < evaluationsAfterBest || newest.loss < factor * best.loss) return null;
    if (newest.trainLoss >= best.trainLoss) return null;
    return {
      id: "overfitting",
      severity: "warning",
      step: newest.step,
      bestEpoch: best.epoch,
      epoch: newest.epoch,
      bestTestLoss: best.loss,
      testLoss: newest.loss,
      trainLossThen: best.trainLoss,
      trainLoss: newest.trainLoss,
    };
  },
};
