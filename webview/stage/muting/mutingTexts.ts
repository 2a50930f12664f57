import type { MutedDoing } from "../../../model/asking/mutedDoing.js";
import type { SeenImage } from "../../../model/asking/seenImage.js";
import type { Standing } from "../../state/longQuestion.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { WeightsTold } from "../../state/weightsTold.js";
import { likeliestOf } from "../seeing/likeliest.js";

/** How the accuracy without some parts stands, and what it was; `told` says of which weights. */
export function doingText(standing: Standing, doing: MutedDoing | null, told: WeightsTold): string {
  switch (standing.kind) {
    case "failed":
      return t("The network could not be asked. {0}", standing.message);
    case "absent":
      return t("The run has no checkpoint yet: there are no weights to try.");
    case "asking":
      return standing.of === 0
        ? t("Preparing the network without these parts …")
        : t("Tested: {0} of {1} images", formatCount(standing.done), formatCount(standing.of));
    case "quiet":
      return doing === null ? "" : foundText(doing, told(doing.step));
  }
}

/** As long as what is found will be: of the weights at hand, with as many digits as there can be. */
export function longestText(told: WeightsTold): string {
  const half = { accuracy: 0.888, loss: 1 };
  const found = { examples: 88_888, whole: half, without: half, changed: 0.888 };
  return foundText({ ...found, step: 88_888 }, told(88_888));
}

function foundText({ examples, whole, without, changed }: MutedDoing, weights: string): string {
  return t(
    "Right: {0} → {1} of {2} test images, {3}; {4} are taken for something else.",
    ...[formatShare(whole.accuracy), formatShare(without.accuracy), formatCount(examples)],
    ...[weights, formatShare(changed)],
  );
}

/** What an image is taken for by the whole network, and without some parts. */
export function imageText(whole: SeenImage, without: SeenImage): string {
  const [before, after] = [whole, without].map((seen) => likeliestOf(seen, 1)[0]);
  if (before === undefined || after === undefined) return "";
  const now = without.probabilities[before.label] ?? NaN;
  return after.label === before.label
    ? t("This image: {0} {1} → {2}", before.name, formatShare(before.probability), formatShare(now))
    : t(
        "This image: {0} {1} → {2} {3}",
        ...[before.name, formatShare(before.probability), after.name],
        formatShare(after.probability),
      );
}
