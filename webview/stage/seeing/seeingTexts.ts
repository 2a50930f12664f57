import type { SeenImage } from "../../../model/asking/seenImage.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import type { Standing } from "../../state/longQuestion.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { likeliestOf } from "./likeliest.js";

/** What a person reads of an image, without what it is taken for. */
export function titleOf(
  { classNames, label }: Pick<SeenImage, "classNames" | "label">,
  { own }: Pick<ChosenImage, "own">,
): string {
  if (label === null) return own?.name ?? t("Your picture");
  return classNames[label] ?? t("Class {0}", label);
}

/** What an image is, with its number where it has one. */
export function nameOf(chosen: ChosenImage, seen: SeenImage): string {
  const title = titleOf(seen, chosen);
  return seen.label === null ? title : t("{0}, test image {1}", title, chosen.example);
}

/** Whether it is taken for what it is; null where nobody knows what that is. */
export function verdictOf(seen: SeenImage): {
  readonly isRight: boolean | null;
  readonly text: string;
} {
  const [chosen] = likeliestOf(seen, 1);
  const isRight = seen.label === null ? null : chosen?.label === seen.label;
  return {
    isRight,
    text: isRight === true ? t("Recognized") : t("Taken for {0}", chosen?.name ?? "–"),
  };
}

/** All of it in one sentence, for a screen reader. */
export function spokenAnswer(chosen: ChosenImage, seen: SeenImage): string {
  const likely = likeliestOf(seen, 3).map(
    ({ name, probability }) => `${name} ${formatShare(probability)}`,
  );
  return t("{0}. {1}: {2}.", nameOf(chosen, seen), verdictOf(seen).text, likely.join(", "));
}

export function searchText({ done, of }: Extract<Standing, { readonly kind: "asking" }>): string {
  return of === 0
    ? t("Looking at the test set …")
    : t("Looking at the test set: {0} of {1}", formatCount(done), formatCount(of));
}
