import type { Sighting } from "../../model/metrics/watchdog/watch.js";
import type { RunState } from "../../model/run/state.js";
import { failureNotice } from "./failureNotice.js";
import { dismissalOf } from "./dismissal.js";
import { findingNotice } from "./findingNotice.js";
import type { Notice } from "./notice.js";
import { stopNotice } from "./stopNotice.js";
import { warningNotice } from "./warningNotice.js";

/** What to say of a run; a failure says itself what the watchdog saw of it. */
export function noticesOf(
  run: RunState,
  sightings: readonly Sighting[],
  dismissed: readonly string[],
): readonly Notice[] {
  const failure = failureNotice(run, sightings);
  const cards = sightings
    .filter(({ finding }) => failure === null || finding.id !== "lostLoss")
    .filter((sighting) => !dismissed.includes(dismissalOf(run, sighting)))
    .map((sighting) => findingNotice(run, sighting));
  const told = [stopNotice(run), warningNotice(run)]
    .filter((notice) => notice !== null)
    .filter(({ dismissal }) => dismissal === null || !dismissed.includes(dismissal));
  return failure === null ? [...cards, ...told] : [failure, ...cards, ...told];
}
