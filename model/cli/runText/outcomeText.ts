import { englishOf } from "../../messages/translate.js";
import { fruitlessOf, fruitlessReason, isInVain } from "../../metrics/watchdog/fruitless.js";
import type { RunState } from "../../run/state.js";

/** What is to be said of a run that has done its steps beside its numbers; null where they say it. */
export function outcomeText(run: RunState): string | null {
  const fruitless = fruitlessOf(run);
  if (fruitless === null) return null;
  const reason = englishOf(fruitlessReason(fruitless));
  return isInVain(fruitless) ? `Finished without learning. ${reason}` : reason;
}
