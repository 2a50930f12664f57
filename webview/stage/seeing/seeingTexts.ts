import type { SeenImage } from "../../../model/asking/seenImage.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import type { Search } from "../../state/seeing/testSet.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { likeliestOf } from "./likeliest.js";

/** What a person reads of an image, without what it is taken for. */
export function titleOf({ classNames, label }: Pick<SeenImage, "classNames" | "label">): string {
  return classNames[label] ?? t("Class {0}", label);
}

/** Whether it is taken for what it is. */
export function verdictOf(seen: SeenImage): { readonly isRight: boolean; readonly text: string } {
  const [chosen] = likeliestOf(seen, 1);
  const isRight = chosen?.label === seen.label;
  return { isRight, text: isRight ? t("Recognized") : t("Taken for {0}", chosen?.name ?? "–") };
}

/** All of it in one sentence, for a screen reader. */
export function spokenAnswer({ example }: ChosenImage, seen: SeenImage): string {
  const likely = likeliestOf(seen, 3).map(
    ({ name, probability }) => `${name} ${formatShare(probability)}`,
  );
  return t(
    "Test image {0}: {1}. {2}: {3}.",
    ...[example, titleOf(seen), verdictOf(seen).text, likely.join(", ")],
  );
}

export function searchText({ done, of }: Search): string {
  return of === 0
    ? t("Looking at the test set …")
    : t("Looking at the test set: {0} of {1}", formatCount(done), formatCount(of));
}
