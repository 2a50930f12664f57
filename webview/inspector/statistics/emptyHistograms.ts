import { isActive } from "../../../model/run/phase.js";
import { t } from "../../words/l10n.js";
import type { TabContents } from "../parts/tab.js";

/** Why a node has no histograms, and when they come. */
export function emptyHistograms({ node, run }: Pick<TabContents, "node" | "run">): string {
  if (node.layer === undefined) {
    return t("Histograms are taken of layers. Choose one to see how its values are distributed.");
  }
  const { histogramsEvery, phase, isOfThisNetwork } = run;
  if (!isOfThisNetwork) {
    return t("No histograms: the run trains another network than the one that is asked about.");
  }
  if (histogramsEvery === null) return t("No histograms yet: they come while a run trains.");
  if (histogramsEvery === 0) {
    return t("This run takes no histograms: it was started with 0 steps between two of them.");
  }
  if (!isActive(phase)) {
    return t(
      "This run has no histograms: it ended before the first, or was recorded without them.",
    );
  }
  return t("No histograms yet: they come every {0} steps.", histogramsEvery);
}
