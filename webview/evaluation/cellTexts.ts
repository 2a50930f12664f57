import { formatCompact, formatCount, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { Choice } from "./choice.js";
import type { CellMode } from "./evaluationView.js";
import type { Tested } from "./tested.js";

export function nameOf({ said }: Tested, label: number): string {
  return said.classNames[label] ?? String(label);
}

/** What of a cell's row or column it is: 0 to 1. */
export function shareOf(tested: Tested, mode: CellMode, label: number, chosen: number): number {
  const count = tested.countOf(label, chosen);
  const whole = mode === "columns" ? tested.taken[chosen] : tested.found[label];
  return count === 0 ? 0 : count / (whole ?? count);
}

/** As short as a cell needs; empty for none. */
export function cellText(tested: Tested, mode: CellMode, label: number, chosen: number): string {
  const count = tested.countOf(label, chosen);
  if (count === 0) return "";
  if (mode === "counts") return count < 10_000 ? formatCount(count) : formatCompact(count);
  const percent = shareOf(tested, mode, label, chosen) * 100;
  return percent < 0.5 ? "<1" : percent.toFixed(0);
}

/** What a cell says, in a sentence. */
export function cellSentence(
  tested: Tested,
  mode: CellMode,
  label: number,
  chosen: number,
): string {
  const count = formatCount(tested.countOf(label, chosen));
  const share = formatShare(shareOf(tested, mode, label, chosen));
  const [name, taken] = [nameOf(tested, label), nameOf(tested, chosen)];
  if (mode === "columns") {
    const whole = formatCount(tested.taken[chosen] ?? 0);
    return t("{0} of the {1} taken for {2} are {3} ({4}).", count, whole, taken, name, share);
  }
  const whole = formatCount(tested.found[label] ?? 0);
  return label === chosen
    ? t("{0} of {1} {2} are taken for what they are ({3}).", count, whole, name, share)
    : t("{0} of {1} {2} are taken for {3} ({4}).", count, whole, name, taken, share);
}

/** What images are shown, as a heading. */
export function choiceTitle(tested: Tested, choice: Choice): string {
  switch (choice.kind) {
    case "mistakes":
      return t("All mistakes");
    case "cell": {
      const [name, taken] = [nameOf(tested, choice.label), nameOf(tested, choice.chosen)];
      return choice.label === choice.chosen
        ? t("{0}, taken for what it is", name)
        : t("{0}, taken for {1}", name, taken);
    }
    case "class":
      return t("Mistakes about {0}", nameOf(tested, choice.label));
  }
}
