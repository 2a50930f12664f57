import {
  markOf,
  svgOf,
  childOf,
  dropChild,
  type HtmlSelection,
  type SvgSelection,
} from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { sentenceBefore } from "../../words/sentence.js";
import { hueClass } from "../../marks/theme.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import { fieldText, type FieldView } from "./fieldView.js";
import { makeGridPad } from "../parts/gridPad.js";

/** The share of the image's longer side that is shown around it, so that a field is seen to go on. */
const marginShare = 0.08;
/** Below this many pixels a cell, lines would cover the grid. */
const [gridSide, leastCell] = [110, 4];

export interface FieldPicture {
  readonly view: FieldView;
  readonly hue: number;
  /** The image, stretched to the input's size; null for the frame alone. */
  readonly url: string | null;
  /** What it is. */
  readonly imageName: string;
}

/**
 * What one unit sees of a real image, to scale, and the output grid in which the unit is chosen.
 *
 *     div.field-pictures
 *       svg.field[role=img] > image.image, rect.edge, rect.nominal, rect.seen
 *       svg.cells[role=slider] > rect.ground, path.lines, rect.cell
 *     p.field-caption + p.field-beyond?
 */
export function drawField(
  frame: HtmlSelection,
  picture: FieldPicture,
  chooseCell: (cell: Cell) => void,
): void {
  const { view, hue } = picture;
  const pictures = childOf(frame, "div", "field-pictures").attr(
    "class",
    `field-pictures ${hueClass(hue)}`,
  );
  drawSeen(svgOf(pictures, "field"), picture);
  if (view.rows * view.columns === 1) dropChild(pictures, "cells");
  else drawCells(svgOf(pictures, "cells"), view, chooseCell);
  updateText(childOf(frame, "p", "field-caption"), () => fieldText(view));
  if (view.beyond === null) dropChild(frame, "field-beyond");
  else updateText(childOf(frame, "p", "field-beyond"), () => view.beyond ?? "");
}

/** The image with what a unit sees of it. */
export function drawSeen(
  svg: SvgSelection,
  { view, url, imageName }: Omit<FieldPicture, "hue">,
): void {
  const { height, width } = view.image;
  const margin = Math.max(1, Math.round(Math.max(height, width) * marginShare));
  const box = { x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin };
  svg
    .classed("is-bare", url === null)
    .attr("role", "img")
    .attr("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`)
    .attr("aria-label", url === null ? view.caption : sentenceBefore(imageName, view.caption));
  const image = place(markOf(svg, "image", "image"), { x: 0, y: 0, width, height });
  updateAttribute(image, "href", () => url ?? "").attr("preserveAspectRatio", "none");
  // Of an empty address a browser draws the sign of a broken picture.
  updateAttribute(image, "display", () => (url === null ? "none" : "inline"));
  place(markOf(svg, "rect", "edge"), { x: 0, y: 0, width, height });
  const { vertical, horizontal } = view;
  // Where the field goes on beyond what is shown, so does its outline: it ends outside of the picture.
  place(markOf(svg, "rect", "nominal"), {
    x: horizontal.from - horizontal.before,
    y: vertical.from - vertical.before,
    width: horizontal.to - horizontal.from + horizontal.before + horizontal.after,
    height: vertical.to - vertical.from + vertical.before + vertical.after,
  });
  place(markOf(svg, "rect", "seen"), {
    x: horizontal.from,
    y: vertical.from,
    width: horizontal.to - horizontal.from,
    height: vertical.to - vertical.from,
  });
}

function drawCells(svg: SvgSelection, view: FieldView, chooseCell: (cell: Cell) => void): void {
  const { rows, columns, cell } = view;
  svg.attr("viewBox", `0 0 ${columns} ${rows}`).attr("preserveAspectRatio", "none");
  svg.style("aspect-ratio", `${columns} / ${rows}`);
  place(markOf(svg, "rect", "ground"), { x: 0, y: 0, width: columns, height: rows });
  const hasLines = gridSide / Math.max(rows, columns) >= leastCell;
  updateAttribute(markOf(svg, "path", "lines"), "d", () =>
    hasLines ? linesOf(rows, columns) : "",
  );
  place(markOf(svg, "rect", "cell"), { x: cell.column, y: cell.row, width: 1, height: 1 });
  const label = t("Unit of the output grid, {0} × {1}", rows, columns);
  makeGridPad(svg, { rows, columns, chosen: cell, label, text: fieldText(view) }, chooseCell);
}

function linesOf(rows: number, columns: number): string {
  const across = Array.from({ length: rows - 1 }, (_, row) => `M0,${row + 1}H${columns}`);
  const down = Array.from({ length: columns - 1 }, (_, column) => `M${column + 1},0V${rows}`);
  return [...across, ...down].join("");
}

function place<S extends ReturnType<typeof markOf>>(
  mark: S,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): S {
  for (const [name, value] of Object.entries(box)) {
    updateAttribute(mark, name, () => String(value));
  }
  return mark;
}
