import { isActive } from "../../model/run/phase.js";
import { lookOf } from "../../model/metrics/watchdog/fruitless.js";
import type { Watch } from "../../model/metrics/watchdog/watch.js";
import { failureSaid } from "../../model/run/failureTexts.js";
import type { RunState } from "../../model/run/state.js";
import { joinSentences } from "../../model/messages/joinSentences.js";
import { t, translateMessage } from "../words/l10n.js";
import { dismissalOf } from "./dismissal.js";
import { findingNotice } from "./findingNotice.js";
import { phaseLooks } from "./phaseLooks.js";
import { sentence } from "../words/sentence.js";

/** A run with what the watchdog knows of it. */
export interface Watched {
  readonly run: RunState;
  readonly watch: Watch;
  /** Whether that is all which can be known of it, and not a glance alone. */
  readonly isWhole: boolean;
}

/** What a screen reader is told of a change: epochs, alerts and the run's end, and no more. Null for nothing. */
export function announcementOf(before: Watched, after: Watched): string | null {
  if (isAnother(before.run, after.run)) return null;
  const texts = [
    ...epochText(before.run, after.run),
    ...endText(before.run, after.run),
    ...alertTexts(before, after),
  ];
  return texts.length === 0 ? null : joinSentences(texts);
}

/** Whether another run is shown, whose past is no news; what was being prepared is the run that starts. */
function isAnother(before: RunState, after: RunState): boolean {
  if (after.started === null || after.started.runId === before.started?.runId) return false;
  return before.started !== null || !isActive(before.phase);
}

function epochText(before: RunState, after: RunState): readonly string[] {
  const evaluation = after.evaluations[after.evaluations.length - 1];
  if (evaluation === undefined || after.evaluations.length <= before.evaluations.length) return [];
  const { epoch, trainLoss, accuracy } = evaluation;
  return [
    t(
      "Epoch {0} done: loss {1}, test accuracy {2}.",
      epoch,
      trainLoss.toFixed(3),
      accuracy.toFixed(3),
    ),
  ];
}

function endText(before: RunState, after: RunState): readonly string[] {
  if (after.phase === before.phase) return [];
  if (after.phase === "failed") {
    const { failure } = after;
    const what = failure === null ? "" : translateMessage(failureSaid(failure).message);
    return [t("Training failed. {0}", what).trim()];
  }
  const isPause = after.phase === "paused";
  const hasEnded = isActive(before.phase) && !isActive(after.phase) && after.phase !== "idle";
  return isPause || hasEnded ? [sentence(phaseLooks[lookOf(after)].label)] : [];
}

/** Each alert when it arises; what is known and harmless is for the eyes, and a failure has told itself. */
function alertTexts(before: Watched, after: Watched): readonly string[] {
  const known = new Set(before.watch.sightings.map((each) => dismissalOf(before.run, each)));
  return after.watch.sightings
    .filter((each) => each.finding.severity !== "information")
    .filter((each) => after.run.phase !== "failed" || each.finding.id !== "lostLoss")
    .filter((each) => !known.has(dismissalOf(after.run, each)))
    .map((each) => t("Alert: {0}", findingNotice(after.run, each).title));
}
