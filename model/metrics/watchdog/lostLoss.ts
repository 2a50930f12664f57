import { isActive } from "../../run/phase.js";
import type { RunState } from "../../run/state.js";
import { isLost } from "../told.js";
import { trainLoss } from "../trainLoss.js";
import type { Condition, Sight } from "./condition.js";
import { lossesBefore, medianOf } from "./losses.js";

export interface LostLoss extends Sight {
  readonly id: "lostLoss";
  /** What is no longer a number, or was about to be when the run failed. */
  readonly what: "loss" | "activations";
  /** The running level before. */
  readonly level: number | null;
  /** The last losses before the end, the newest last. */
  readonly lastLosses: readonly number[];
  readonly learningRate: number | null;
}

const pointsOfLevel = 50;
const pointsShown = 3;
/** The last loss before a loss of the numbers is this many times its level; batches differ by less than 4. */
const blowUp = 10;

/**
 * Activations are no longer numbers, or a run has ended while its loss grew without bound. A loss that is
 * no number is never seen: the run fails at that step, and records hold finite losses alone.
 */
export const lostLoss = {
  id: "lostLoss",
  see(run: RunState): LostLoss | null {
    const { steps } = run;
    const last = steps.at(-1);
    if (last === undefined) return null;
    const end = firstOfRise(run);
    const level = medianOf(lossesBefore(steps, end, pointsOfLevel));
    const hasRisen = level !== null && last.loss > blowUp * Math.abs(level);
    const hasBlownUp = isOut(run, last.loss) || (run.phase === "failed" && hasRisen);
    if (!hasBlownUp && !haveActivationsGone(run)) return null;
    return {
      id: "lostLoss",
      severity: "error",
      step: last.step,
      what: hasBlownUp ? "loss" : "activations",
      level,
      lastLosses: lossesBefore(steps, steps.length, pointsShown),
      learningRate: last.learningRate,
    };
  },
} satisfies Condition<LostLoss>;

/**
 * Whether a run has ended with a loss that says nothing: the last one, or the mean of the last epoch. One
 * at work may still come back, and is said to diverge.
 */
function isOut({ phase, finished }: RunState, last: number): boolean {
  if (isActive(phase)) return false;
  return [last, finished?.summary.loss ?? null].some(
    (loss) => loss !== null && isLost(trainLoss, loss),
  );
}

/** Whether a run has failed of its numbers: with the same ones it would fail again at the same step. */
export function hasLostNumbers(run: RunState): boolean {
  if (run.phase !== "failed") return false;
  // Records of versions without this remedy tell it by their losses.
  return run.failure?.remedy === "lowerRate" || lostLoss.see(run) !== null;
}

/** Where the last points begin, which may already be part of the rise. */
function firstOfRise({ steps }: RunState): number {
  return steps.length - Math.min(steps.length, 2 * pointsShown);
}

/** A layer that had an activation in the reading before has none now: the record writes null for what is no number. */
function haveActivationsGone({ statistics }: RunState): boolean {
  const [before, now] = statistics.slice(-2);
  if (before === undefined || now === undefined) return false;
  return Object.entries(now.nodes).some(
    ([id, { activation }]) => !isNumber(activation) && isNumber(before.nodes[id]?.activation),
  );
}

function isNumber(value: number | null | undefined): boolean {
  return typeof value === "number";
}
