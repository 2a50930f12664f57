import type { Sighting, Watch } from "../../model/metrics/watchdog/watch.js";
import type { RunState } from "../../model/run/state.js";

/** A card is put away for its run, until it goes or gets more serious. */
export function dismissalOf({ started }: RunState, { finding }: Sighting): string {
  return [started?.runId ?? "", finding.id, finding.severity].join(" ");
}

/** A card of warnings is put away for its run, until there is another warning. */
export function warningDismissal({ started, warnings }: RunState): string {
  return [started?.runId ?? "", "warning", warnings.length].join(" ");
}

/** That a run has stopped is put away until it goes on and stops again. */
export function stopDismissal({ started, steps }: RunState): string {
  return [started?.runId ?? "", "stopped", steps.at(-1)?.step ?? 0].join(" ");
}

/** What stays put away: what is no longer seen in this run will be new when it comes back. */
export function keepDismissed(
  dismissed: readonly string[],
  run: RunState,
  { sightings }: Watch,
): readonly string[] {
  // Before the host has told the run, nothing can be said of it.
  if (run.started === null) return dismissed;
  const seen = new Set([
    ...sightings.map((sighting) => dismissalOf(run, sighting)),
    ...[warningDismissal(run), stopDismissal(run)],
  ]);
  const kept = dismissed.filter((each) => seen.has(each));
  return kept.length === dismissed.length ? dismissed : kept;
}
