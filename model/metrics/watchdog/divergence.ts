import { isActive } from "../../run/phase.js";
import type { Condition, Sight } from "./condition.js";
import { lossesBefore, lowestLevel, medianOf } from "./losses.js";

export interface Divergence extends Sight {
  readonly id: "divergence";
  /** The loss now. */
  readonly loss: number;
  /** The level that it has left. */
  readonly level: number;
}

const [pointsOfLevel, pointsOfJump, pointsSettled] = [50, 5, 10];
/**
 * In the recorded runs a single batch reaches 3.9 times the level and two of five never 3 times, until
 * the two steps before the loss is lost: 38 and 523 times.
 */
const [manyTimes, severalTimes, stillTimes] = [10, 3, 1.5];

/** The loss has jumped far above its level, or sits far above what was reached before. */
export const divergence: Condition<Divergence> = {
  id: "divergence",
  see({ phase, steps }, { previous }) {
    const last = steps.at(-1);
    if (!isActive(phase) || last === undefined) return null;
    const seen = (level: number): Divergence => ({
      id: "divergence",
      severity: "warning",
      step: last.step,
      loss: last.loss,
      level,
    });
    const settled = medianOf(lossesBefore(steps, steps.length, pointsSettled)) ?? 0;
    if (previous !== null && settled > stillTimes * previous.level) return seen(previous.level);
    const before = steps.length - pointsOfJump;
    const level = medianOf(lossesBefore(steps, before, pointsOfLevel));
    const newest = lossesBefore(steps, steps.length, pointsOfJump);
    if (level !== null && before >= pointsOfLevel / 2 && hasJumped(newest, level)) {
      return seen(level);
    }
    const lowest = lowestLevel(steps, steps.length - pointsSettled);
    return lowest !== null && settled > severalTimes * lowest ? seen(lowest) : null;
  },
};

function hasJumped(losses: readonly number[], level: number): boolean {
  const last = losses.at(-1) ?? level;
  const high = losses.filter((loss) => loss > severalTimes * level);
  return last > manyTimes * level || (high.length >= 2 && last > stillTimes * level);
}
