import type { TestLabels } from "../../../model/asking/testLabels.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { SeenState } from "./imageRequests.js";

/** Why there is no answer; what one waits for; empty where it is there. */
export function standingOf(
  { problem, isSlow }: Pick<SeenState, "problem" | "isSlow">,
  testSet: Pick<TestLabels, "labels"> | null,
): string {
  if (problem?.kind === "failed") return t("The network could not be asked. {0}", problem.message);
  if (problem !== null) {
    return testSet === null
      ? t("There is no trained network yet: it comes with the first checkpoint of a run.")
      : t("The test set has {0} images.", formatCount(testSet.labels.length));
  }
  return isSlow ? t("Asking the network …") : "";
}
