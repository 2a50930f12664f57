import { max } from "d3";
import { cellSentence, cellText, nameOf, shareOf } from "./cellTexts.js";
import type { CellMode } from "./evaluationView.js";
import type { Tested } from "./tested.js";

export interface MatrixCell {
  readonly key: string;
  readonly row: number;
  readonly column: number;
  /** Whether it is of those that are taken for what they are. */
  readonly isRight: boolean;
  /** As much of the scale's color as it has: 0 to 1. */
  readonly ink: number;
  readonly text: string;
  readonly sentence: string;
}

/** What the matrix says, by the places of its rows and columns; a cell is worked out when it comes into sight. */
export interface MatrixContent {
  readonly labelAt: (place: number) => number;
  readonly placeOf: (label: number) => number;
  readonly nameAt: (place: number) => string;
  /** Of the same class, wherever it stands. */
  readonly rowKey: (place: number) => string;
  readonly cellAt: (row: number, column: number) => MatrixCell;
  /** What the scales' strongest colors stand for: of what is right, and of mistakes. */
  readonly most: { readonly right: number; readonly mistakes: number };
}

/** `most` is that of all that are to be read by one scale; its own where there is no other. */
export function matrixContent(
  tested: Tested,
  order: readonly number[],
  mode: CellMode,
  most = mostOf(tested, order, mode),
): MatrixContent {
  const places = new Map(order.map((label, place) => [label, place]));
  const labelAt = (place: number): number => order[place] ?? place;
  return {
    ...{ labelAt, most },
    placeOf: (label) => places.get(label) ?? 0,
    nameAt: (place) => nameOf(tested, labelAt(place)),
    rowKey: (place) => String(labelAt(place)),
    cellAt: (row, column) => {
      const [label, chosen] = [labelAt(row), labelAt(column)];
      const isRight = label === chosen;
      const whole = isRight ? most.right : most.mistakes;
      const value = valueIn(tested, mode, label, chosen);
      return {
        ...{ key: `${label} ${chosen}`, row, column, isRight },
        // By its root, so that few mistakes are seen beside many.
        ink: whole === 0 ? 0 : Math.sqrt(value / whole),
        text: cellText(tested, mode, label, chosen),
        sentence: cellSentence(tested, mode, label, chosen),
      };
    },
  };
}

function valueIn(tested: Tested, mode: CellMode, label: number, chosen: number): number {
  return mode === "counts" ? tested.countOf(label, chosen) : shareOf(tested, mode, label, chosen);
}

/** What the strongest colors of this one alone would stand for. */
export function mostOf(
  tested: Tested,
  order: readonly number[],
  mode: CellMode,
): MatrixContent["most"] {
  const valueOf = (label: number, chosen: number): number => valueIn(tested, mode, label, chosen);
  return {
    right: max(order, (label) => valueOf(label, label)) ?? 0,
    mistakes: mostOfMistakes(order, valueOf),
  };
}

function mostOfMistakes(
  order: readonly number[],
  valueOf: (label: number, chosen: number) => number,
): number {
  let most = 0;
  for (const label of order) {
    for (const chosen of order) {
      if (label !== chosen) most = Math.max(most, valueOf(label, chosen));
    }
  }
  return most;
}
