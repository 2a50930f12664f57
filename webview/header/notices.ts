import type { Sighting } from "../../model/metrics/watchdog/watch.js";
import type { RunState } from "../../model/run/state.js";
import { failureNotice } from "./failureNotice.js";
import { dismissalOf, warningDismissal } from "./dismissal.js";
import { findingNotice } from "./findingNotice.js";
import type { Notice } from "./notice.js";
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
  const warning = warningNotice(run);
  const told = warning === null || dismissed.includes(warningDismissal(run)) ? [] : [warning];
  return failure === null ? [...cards, ...told] : [failure, ...cards, ...told];
}
