import { isActive } from "../../../model/run/phase.js";
import { t } from "../../words/l10n.js";
import type { ShownRun } from "../parts/tab.js";

/** Why a run has no times of its layers, and when they come. */
export function emptyTimes({ timingsEvery, phase, isOfThisNetwork }: ShownRun): string {
  if (!isOfThisNetwork) {
    return t("No times: the run trains another network than the one that is asked about.");
  }
  if (timingsEvery === null) return t("No times yet: they are measured while a run trains.");
  if (timingsEvery === 0) {
    return t("This run times no layers: it was started with 0 steps between two timings.");
  }
  if (!isActive(phase)) {
    return t(
      "This run has no times of layers: it ended before the first timing, was recorded without it, or its engine cannot time layers.",
    );
  }
  return t(
    "No times yet: where the engine can, layers are timed soon after the first steps of a run, and then every {0} steps.",
    timingsEvery,
  );
}
