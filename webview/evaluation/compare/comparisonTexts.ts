import type { AskingBar } from "../../marks/askingBar.js";
import type { Standing } from "../../state/longQuestion.js";
import { formatCount, formatShare, pointsApart } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { momentTitle } from "../../words/momentTitle.js";
import { nameOf } from "../cellTexts.js";
import type { ComparedChoice, Comparison, Duel, TakenBy } from "../comparison.js";
import { progressText } from "../progressText.js";

/** Which weights were tested; of a run beside the shown one with its name, null for the shown one. */
export function weightsTitle(
  { step }: { readonly step: number },
  { epoch, run }: { readonly epoch: number | null; readonly run: string | null },
): string {
  return run === null ? momentTitle(step, epoch) : `${run} · ${momentTitle(step, null)}`;
}

/** A gap of shares in points, with its sign. */
export function pointsText(own: number | null, other: number | null): string {
  if (own === null || other === null) return "–";
  return pointsApart(other - own);
}

/** Below that a share is as good as none. */
const leastLikelihood = 0.001;

/** How the two do, line after line. */
export function verdictOf(comparison: Comparison): readonly string[] {
  const { own, other, onlyOwn, onlyOther, examples } = comparison;
  const right = Math.round(own.accuracy * examples);
  const neither = examples - right - onlyOther;
  return [
    t(
      "Right: A in {0}, B in {1} of the images, which is {2} points.",
      ...[formatShare(own.accuracy), formatShare(other.accuracy)],
      pointsText(own.accuracy, other.accuracy),
    ),
    t(
      "{0} images are right in A alone, {1} in B alone, {2} in neither.",
      ...[formatCount(onlyOwn), formatCount(onlyOther), formatCount(neither)],
    ),
    chanceText(comparison),
    t(
      "This is of the two sets of weights at these images. The same training with another seed has other weights.",
    ),
  ];
}

function chanceText({ likelihood, isBeyondChance, onlyOwn, onlyOther }: Duel): string {
  if (onlyOwn + onlyOther === 0) return t("Both are right and wrong at the same images.");
  const share =
    likelihood < leastLikelihood
      ? t("less than {0}", formatShare(leastLikelihood))
      : formatShare(likelihood);
  return isBeyondChance
    ? t(
        "That is hardly chance: of two that are equally good, {0} would be at least as far apart (McNemar's exact test, over the images that one of them alone gets right).",
        share,
      )
    : t(
        "That may well be chance: of two that are equally good, {0} would be at least as far apart (McNemar's exact test, over the images that one of them alone gets right).",
        share,
      );
}

const cellTitles: Readonly<Record<TakenBy, (name: string, taken: string) => string>> = {
  one: (name, taken) => t("{0}, taken for {1} by one of them alone", name, taken),
  own: (name, taken) => t("{0}, taken for {1} by A", name, taken),
  other: (name, taken) => t("{0}, taken for {1} by B", name, taken),
};

/** What images the tiles show, as a heading. */
export function comparedTitle({ own }: Comparison, choice: ComparedChoice): string {
  if (choice.kind === "cell") {
    const [name, taken] = [nameOf(own, choice.label), nameOf(own, choice.chosen)];
    return cellTitles[choice.by](name, taken);
  }
  const texts = {
    onlyOwn: t("Right in A alone"),
    onlyOther: t("Right in B alone"),
    neither: t("Right in neither"),
  };
  const text = texts[choice.side];
  return choice.label === null ? text : `${nameOf(own, choice.label)}: ${text}`;
}

interface Asked {
  readonly standing: Standing;
  /** Whether a run is chosen that was tested, and with the same images. */
  readonly hasAnswer: boolean;
  readonly isComparable: boolean;
  readonly ask: () => void;
  readonly cancel: () => void;
}

/** How asking the other run stands. */
export function compareBar({ standing, hasAnswer, isComparable, ask, cancel }: Asked): AskingBar {
  const work = t("Evaluating what is compared");
  const quiet = { progress: null, work, choices: [] };
  switch (standing.kind) {
    case "asking": {
      const { done, of } = standing;
      const text = progressText(standing);
      const choices = [{ label: t("Cancel"), act: cancel }];
      return { text, progress: of === 0 ? 0 : done / of, work, choices };
    }
    case "failed":
      return { ...quiet, text: standing.message, choices: [{ label: t("Try again"), act: ask }] };
    case "absent":
      return { ...quiet, text: t("These weights are not kept any more.") };
    case "quiet":
      break;
  }
  if (!hasAnswer) return { ...quiet, text: "", choices: [{ label: t("Evaluate"), act: ask }] };
  const other = t("The two were tested with other images, so they cannot be compared one by one.");
  return { ...quiet, text: isComparable ? "" : other };
}
