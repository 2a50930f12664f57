import { isActive } from "../../run/phase.js";
import type { RunState } from "../../run/state.js";
import type { Condition, Sight } from "./condition.js";
import { heldMean, lossesBefore, lowestLevel } from "./losses.js";

export interface Plateau extends Sight {
  readonly id: "plateau";
  readonly classes: number;
  /** ln(classes). */
  readonly level: number;
  /** The loss now, over the last points. */
  readonly loss: number;
  /** The first step of the stretch. */
  readonly since: number;
  /** As many steps as a run of the chapter's recipe may wait. */
  readonly normalSteps: number;
}

const pointsObserved = 20;
/** A batch of 128 with chance-level scores stays within about this of ln(classes). */
const [arisesWithin, staysWithin] = [0.05, 0.1];
/** One wild batch of the 20 then moves the mean by no more than 0.015. */
const reach = 0.3;
/** Of three recorded runs of the chapter's recipe two left after about 240 steps and one after 430. */
const normalSteps = 600;

/** The loss of a network that gives every class the same probability. */
function chanceLoss(classes: number): number {
  return Math.log(classes);
}

/** The loss sits where the network still guesses: known of the chapter's recipe, no bug, unless it stays. */
export const plateau: Condition<Plateau> = {
  id: "plateau",
  see(run, { classes, previous }) {
    const { steps } = run;
    const last = steps.at(-1);
    if (!isActive(run.phase) || last === undefined || steps.length < pointsObserved) return null;
    // Where there is nothing to guess; a record of somebody else's may say so.
    if (classes < 2) return null;
    const level = chanceLoss(classes);
    const loss = meanBefore(run, steps.length, level);
    const within = previous === null ? arisesWithin : staysWithin;
    if (Math.abs(loss - level) > within || hasLearned(run, level)) return null;
    const since = beginOf(run, level);
    return {
      id: "plateau",
      severity: last.step - since > normalSteps ? "warning" : "information",
      step: last.step,
      classes,
      level,
      loss,
      since,
      normalSteps,
    };
  },
};

function meanBefore({ steps }: RunState, end: number, level: number): number {
  return heldMean(lossesBefore(steps, end, pointsObserved), level, reach);
}

/** A run that was well below and came back has lost what it knew: another condition. */
function hasLearned({ steps }: RunState, level: number): boolean {
  return (lowestLevel(steps, steps.length) ?? level) < level / 2;
}

function beginOf(run: RunState, level: number): number {
  let start = run.steps.length;
  while (start > 0 && Math.abs(meanBefore(run, start, level) - level) <= staysWithin) {
    start -= pointsObserved;
  }
  return run.steps.at(Math.max(0, start))?.step ?? 1;
}
