import { formatCount } from "../../words/format.js";
import { withMinus } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { nameOf, shareOf } from "../cellTexts.js";
import type { CellMode } from "../evaluationView.js";
import type { MatrixContent } from "../matrixContent.js";
import type { Tested } from "../tested.js";
import type { Comparison } from "../comparison.js";

/** A matrix of what the other run has more of: images, or points of a share. What is better has the color of what is right. */
export function differenceContent(
  { own, other }: Comparison,
  order: readonly number[],
  mode: CellMode,
): MatrixContent {
  const places = new Map(order.map((label, place) => [label, place]));
  const labelAt = (place: number): number => order[place] ?? place;
  const valueOf = (tested: Tested, label: number, chosen: number): number =>
    mode === "counts" ? tested.countOf(label, chosen) : shareOf(tested, mode, label, chosen) * 100;
  const gapOf = (label: number, chosen: number): number =>
    valueOf(other, label, chosen) - valueOf(own, label, chosen);
  // One scale, since a gap on the diagonal is as much as one beside it.
  let most = 0;
  for (const label of order) {
    for (const chosen of order) most = Math.max(most, Math.abs(gapOf(label, chosen)));
  }
  return {
    labelAt,
    most: { right: most, mistakes: most },
    placeOf: (label) => places.get(label) ?? 0,
    nameAt: (place) => nameOf(own, labelAt(place)),
    rowKey: (place) => String(labelAt(place)),
    cellAt: (row, column) => {
      const [label, chosen] = [labelAt(row), labelAt(column)];
      const gap = gapOf(label, chosen);
      return {
        ...{ key: `${label} ${chosen}`, row, column },
        isRight: label === chosen ? gap >= 0 : gap <= 0,
        ink: most === 0 ? 0 : Math.sqrt(Math.abs(gap) / most),
        text: gapText(gap, mode),
        sentence: t(
          "{0} taken for {1}: {2} by A, {3} by B.",
          ...[nameOf(own, label), nameOf(own, chosen)],
          ...[valueText(valueOf(own, label, chosen), mode)],
          ...[valueText(valueOf(other, label, chosen), mode)],
        ),
      };
    },
  };
}

/** With its sign; empty for none. */
function gapText(gap: number, mode: CellMode): string {
  const size = mode === "counts" ? formatCount(Math.abs(gap)) : Math.abs(gap).toFixed(0);
  if (gap === 0 || size === "0") return "";
  return gap > 0 ? `+${size}` : withMinus(`-${size}`);
}

function valueText(value: number, mode: CellMode): string {
  return mode === "counts" ? formatCount(value) : `${value.toFixed(1)} %`;
}
