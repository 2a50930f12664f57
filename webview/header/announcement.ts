import type { RunState } from "../../model/run/state.js";
import { phaseLabels } from "./headerView.js";

/** What a screen reader is told of a change: epochs and turns of the run, and no more. Null for nothing. */
export function announcementOf(before: RunState, after: RunState): string | null {
  const evaluation = after.evaluations[after.evaluations.length - 1];
  if (evaluation !== undefined && after.evaluations.length > before.evaluations.length) {
    const { epoch, trainLoss, accuracy } = evaluation;
    return `Epoch ${epoch} done: loss ${trainLoss.toFixed(3)}, test accuracy ${accuracy.toFixed(3)}.`;
  }
  if (after.phase === before.phase) return null;
  switch (after.phase) {
    case "failed":
      return `Training failed. ${after.failure?.message ?? ""}`.trim();
    case "training":
      return before.phase === "evaluating" ? null : "Training.";
    case "evaluating":
    case "idle":
      return null;
    default:
      return `${phaseLabels[after.phase]}.`;
  }
}
