import type { RunState } from "../../run/state.js";
import { timeLeftOf } from "../../run/timeLeft.js";
import { formatDuration } from "../terminal/duration.js";

/** `about 3:05:00 left` before the steps tell, then `2:58:12 left`; null where nobody knows. */
export function timeLeftText(run: RunState): string | null {
  const left = timeLeftOf(run);
  if (left === null) return null;
  return `${left.isExpected ? "about " : ""}${formatDuration(left.seconds)} left`;
}
