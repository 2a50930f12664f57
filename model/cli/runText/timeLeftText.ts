import { englishOf } from "../../messages/translate.js";
import { formatDuration } from "../../run/duration.js";
import type { RunState } from "../../run/state.js";
import { timeLeftOf } from "../../run/timeLeft.js";

/** `about 3 h 5 min left` before the steps tell, then `2 h 58 min left`; null where nobody knows. */
export function timeLeftText(run: RunState): string | null {
  const left = timeLeftOf(run);
  if (left === null) return null;
  return `${left.isExpected ? "about " : ""}${englishOf(formatDuration(left.seconds))} left`;
}
