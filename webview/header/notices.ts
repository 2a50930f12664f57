import type { Sighting } from "../../model/metrics/watchdog/watch.js";
import type { RunState } from "../../model/run/state.js";
import type { ConfigChanges, PageCommand } from "../protocol.js";
import { failureNotice } from "./failureNotice.js";
import { dismissalOf } from "./dismissal.js";
import { findingNotice } from "./findingNotice.js";
import { warningDismissal, warningNotice } from "./warningNotice.js";

/** Something a person should know of the run beside its numbers. */
export interface Notice {
  readonly id: string;
  readonly kind: "error" | "warning" | "information";
  readonly title: string;
  readonly sentences: readonly string[];
  readonly actions: readonly NoticeAction[];
  /** What putting it away is remembered by; null for what stays as long as it is true. */
  readonly dismissal: string | null;
}

export interface NoticeAction {
  readonly id: string;
  readonly label: string;
  /** A codicon's id. */
  readonly icon: string;
  readonly request: NoticeRequest;
}

/** What a click asks of the host. */
export type NoticeRequest =
  | { readonly kind: "command"; readonly command: PageCommand }
  | { readonly kind: "dataSetting" }
  | { readonly kind: "restart"; readonly changes: ConfigChanges };

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
