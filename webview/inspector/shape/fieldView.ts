import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { t } from "../../words/l10n.js";
import type { Cell, Choices } from "../../state/choices.js";
import { fieldAxesOf, spanOf, type Span } from "../../../model/network/fieldSpan.js";

/** What one unit of a node sees of the image, in pixels of the input. */
export interface FieldView {
  readonly image: { readonly height: number; readonly width: number };
  /** The output grid and the unit that is looked at. */
  readonly rows: number;
  readonly columns: number;
  readonly cell: Cell;
  readonly vertical: Span;
  readonly horizontal: Span;
  readonly caption: string;
  /** What lies beyond the image's edges; null where nothing does. */
  readonly beyond: string | null;
}

export function fieldViewOf(
  graph: NetworkGraph,
  node: NetworkNode,
  { cell: chosen }: Pick<Choices, "cell">,
): FieldView {
  const [vertical, horizontal] = fieldAxesOf(graph, node);
  const middle = { row: Math.floor(vertical.units / 2), column: Math.floor(horizontal.units / 2) };
  // Another input has another grid: a unit beyond its edge is the last one.
  const cell =
    chosen === null
      ? middle
      : {
          row: Math.min(chosen.row, vertical.units - 1),
          column: Math.min(chosen.column, horizontal.units - 1),
        };
  const spans = {
    vertical: spanOf(vertical, cell.row),
    horizontal: spanOf(horizontal, cell.column),
  };
  return {
    image: { height: vertical.image, width: horizontal.image },
    rows: vertical.units,
    columns: horizontal.units,
    cell,
    ...spans,
    caption: captionOf(spans.vertical, spans.horizontal, [vertical.image, horizontal.image]),
    beyond: beyondOf(spans.vertical, spans.horizontal),
  };
}

/** Which unit is looked at, where there are several, and what it sees. */
export function fieldText({ cell, rows, columns, caption }: FieldView): string {
  if (rows * columns === 1) return caption;
  const where = t(
    "Row {0} of {1}, column {2} of {3}",
    cell.row + 1,
    rows,
    cell.column + 1,
    columns,
  );
  return `${where}: ${caption}`;
}

function captionOf(vertical: Span, horizontal: Span, image: readonly [number, number]): string {
  const [height, width] = [vertical, horizontal].map(({ from, to }) => to - from);
  if (height === image[0] && width === image[1]) {
    return t("This unit sees the whole {0} × {1} image.", ...image);
  }
  if (height === 0 || width === 0) return t("This unit sees nothing but padding.");
  if (height === 1 && width === 1)
    return t("This unit sees one pixel: row {0}, column {1}.", vertical.to, horizontal.to);
  return t(
    "This unit sees {0} × {1} pixels: {2}, {3}.",
    ...[height ?? 0, width ?? 0, rowsText(vertical), columnsText(horizontal)],
  );
}

function rowsText({ from, to }: Span): string {
  return to - from === 1 ? t("row {0}", to) : t("rows {0} to {1}", from + 1, to);
}

function columnsText({ from, to }: Span): string {
  return to - from === 1 ? t("column {0}", to) : t("columns {0} to {1}", from + 1, to);
}

function beyondOf(vertical: Span, horizontal: Span): string | null {
  const sides = [
    [vertical.before, t("above")],
    [vertical.after, t("below")],
    [horizontal.before, t("left")],
    [horizontal.after, t("right")],
  ] as const;
  const over = sides.filter(([pixels]) => pixels > 0).map(([pixels, side]) => `${pixels} ${side}`);
  return over.length === 0
    ? null
    : t("Its field reaches over the edge, in pixels: {0}. Only padding is there.", over.join(", "));
}
