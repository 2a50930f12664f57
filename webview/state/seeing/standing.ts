import type { TestLabels } from "../../../model/asking/testLabels.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { SeenState } from "./imageRequests.js";
import { sides } from "./sides.js";

/** Why there is no answer; what one waits for; empty where it is there. */
export function standingOf(
  { problem, isSlow }: Pick<SeenState, "problem" | "isSlow">,
  testSet: Pick<TestLabels, "labels"> | null,
): string {
  const fault = faultOf(problem, testSet);
  return fault === "" && isSlow ? askingText() : fault;
}

export function askingText(): string {
  return t("Asking the network …");
}

/** Why there is no answer; empty where one is there or comes. */
export function faultOf(
  problem: SeenState["problem"],
  testSet: Pick<TestLabels, "labels"> | null,
): string {
  if (problem?.kind === "failed") return t("The network could not be asked. {0}", problem.message);
  if (problem === null) return "";
  return testSet === null
    ? t("There is no trained network yet: it comes with the first checkpoint of a run.")
    : t("The test set has {0} images.", formatCount(testSet.labels.length));
}

/** Why the maps of the second of two stand nowhere beside those of the first. */
export function mapsApartText(): string {
  return t(
    "{0} has maps of other layers or of another size: they cannot stand beside those of {1}.",
    sides.second,
    sides.first,
  );
}
