import type { Selection } from "d3";
import type { MatrixLayout, MatrixPlace, MatrixSight, Span } from "../layout/matrixLayout.js";
import type { SvgSelection } from "../marks/dom.js";
import { markOf } from "../marks/dom.js";
import { groupOf } from "../marks/groupOf.js";
import { updateAttribute, updateText, updateVariable } from "../marks/update.js";
import { shortened } from "../words/textRoom.js";
import type { MatrixCell, MatrixContent } from "./matrixContent.js";

/** Rows and columns around which there is a line. */
export interface MarkedBox {
  readonly rows: Span;
  readonly columns: Span;
}

export interface MatrixPicture {
  /** What the ids of its cells begin with, in the page. */
  readonly id: string;
  readonly layout: MatrixLayout;
  readonly sight: MatrixSight;
  readonly content: MatrixContent;
  /** Where the keyboard is. */
  readonly active: MatrixPlace;
  readonly marked: readonly MarkedBox[];
  readonly label: string;
  readonly size: { readonly width: number; readonly height: number };
}

/** Of the names and numbers, as the style sheet has it. */
export const matrixFont = 11;

interface Row {
  readonly row: number;
  readonly cells: readonly MatrixCell[];
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

/**
 * What of the matrix is in sight.
 *
 *     svg.matrix[role=grid][aria-activedescendant]
 *       g.columns[role=row] > g.corner[role=columnheader], g.column[role=columnheader][data-class] > text ×n
 *       g.rows > g.row[role=row] ×n
 *         g.row-name[role=rowheader][data-class] > text
 *         g.cell[role=gridcell][data-row][data-column] > rect, text ×n
 *       path.marked
 *       rect.active
 */
export function drawMatrix(svg: SvgSelection, picture: MatrixPicture): void {
  const { layout, sight, content, size, label, active } = picture;
  updateAttribute(svg, "viewBox", () => `0 0 ${size.width} ${size.height}`);
  updateAttribute(svg, "width", () => String(size.width));
  updateAttribute(svg, "height", () => String(size.height));
  const count = String(layout.count + 1);
  svg.attr("role", "grid").attr("tabindex", 0);
  updateAttribute(svg, "aria-label", () => label);
  updateAttribute(svg, "aria-rowcount", () => count);
  updateAttribute(svg, "aria-colcount", () => count);
  updateAttribute(svg, "aria-activedescendant", () => cellId(picture, active));
  drawColumns(groupOf(svg, "columns"), picture);
  const rows = groupOf(svg, "rows").attr("role", "rowgroup");
  const shown = placesOf(sight.rows).map((row): Row => {
    const cells = placesOf(sight.columns).map((column) => content.cellAt(row, column));
    return { row, cells };
  });
  const groups = rows
    .selectAll<SVGGElement, Row>(":scope > g")
    .data(shown, ({ row }) => content.rowKey(row))
    .join((enter) => {
      const group = enter.append("g").attr("class", "row").attr("role", "row");
      const name = group.append("g").attr("class", "row-name").attr("role", "rowheader");
      name.append("text").attr("text-anchor", "end").append("tspan");
      name.append("title");
      return group;
    })
    .order();
  updateAttribute(groups, "aria-rowindex", ({ row }) => String(row + 2));
  updateAttribute(groups, "transform", ({ row }) => `translate(0,${topOf(picture, row)})`);
  drawRowNames(groups, picture);
  drawCells(groups, picture);
  drawMarks(svg, picture);
}

/** Of the cell at that place, for the grid to name it as its active one. */
function cellId({ id }: Pick<MatrixPicture, "id">, { row, column }: MatrixPlace): string {
  return `${id}-${row}-${column}`;
}

function placesOf({ first, end }: Span): readonly number[] {
  return Array.from({ length: end - first }, (_, place) => first + place);
}

function leftOf({ layout, sight }: MatrixPicture, column: number): number {
  return layout.left + (column - sight.columns.first) * layout.cellWidth;
}

function topOf({ layout, sight }: MatrixPicture, row: number): number {
  return layout.top + (row - sight.rows.first) * layout.cellHeight;
}

function drawColumns(group: Group, picture: MatrixPicture): void {
  const { layout, sight, content } = picture;
  group.attr("role", "row").attr("aria-rowindex", 1);
  const columns = group
    .selectAll<SVGGElement, number>(":scope > g")
    .data(placesOf(sight.columns), (column) => content.rowKey(column))
    .join((enter) => {
      const name = enter.append("g").attr("class", "column").attr("role", "columnheader");
      name.append("text").append("tspan");
      name.append("title");
      return name;
    })
    .order();
  const { top, cellWidth, isUpright } = layout;
  updateAttribute(columns, "aria-colindex", (column) => String(column + 2));
  updateAttribute(columns, "data-class", (column) => String(content.labelAt(column)));
  updateAttribute(columns, "transform", (column) => {
    const middle = leftOf(picture, column) + cellWidth / 2;
    return isUpright
      ? `translate(${middle + matrixFont * 0.35},${top - 5}) rotate(-90)`
      : `translate(${middle},${top - 7})`;
  });
  const texts = columns.select<SVGTextElement>("text");
  updateAttribute(texts, "text-anchor", () => (isUpright ? "start" : "middle"));
  const room = isUpright ? top - 8 : cellWidth;
  updateText(columns.select<SVGTSpanElement>("tspan"), (column) =>
    shortened(content.nameAt(column), room, matrixFont),
  );
  updateText(columns.select<SVGTitleElement>("title"), (column) => content.nameAt(column));
}

type Rows = Selection<SVGGElement, Row, SVGGElement, unknown>;

function drawRowNames(groups: Rows, { layout, content }: MatrixPicture): void {
  const names = groups.select<SVGGElement>(":scope > .row-name");
  updateAttribute(names, "data-class", ({ row }) => String(content.labelAt(row)));
  const texts = names.select<SVGTextElement>("text");
  updateAttribute(texts, "x", () => String(layout.left - 6));
  updateAttribute(texts, "y", () => String(layout.cellHeight / 2 + matrixFont * 0.35));
  updateText(texts.select<SVGTSpanElement>("tspan"), ({ row }) =>
    shortened(content.nameAt(row), layout.left - 6, matrixFont),
  );
  updateText(names.select<SVGTitleElement>("title"), ({ row }) => content.nameAt(row));
}

function drawCells(groups: Rows, picture: MatrixPicture): void {
  const { layout } = picture;
  const cells = groups
    .selectAll<SVGGElement, MatrixCell>(":scope > .cell")
    .data(
      ({ cells: own }) => own,
      ({ key }) => key,
    )
    .join((enter) => {
      const cell = enter.append("g").attr("role", "gridcell");
      cell.append("rect");
      cell.append("text").attr("text-anchor", "middle");
      return cell;
    })
    .order();
  updateAttribute(cells, "class", ({ isRight }) => (isRight ? "cell right" : "cell"));
  updateAttribute(cells, "id", (cell) => cellId(picture, cell));
  updateAttribute(cells, "aria-colindex", ({ column }) => String(column + 2));
  updateAttribute(cells, "aria-label", ({ sentence }) => sentence);
  updateAttribute(cells, "data-row", ({ row }) => String(row));
  updateAttribute(cells, "data-column", ({ column }) => String(column));
  updateAttribute(cells, "transform", ({ column }) => `translate(${leftOf(picture, column)},0)`);
  updateVariable(cells, "--share", ({ ink }) => `${(ink * 100).toFixed(1)}%`);
  const grounds = cells.select<SVGRectElement>("rect");
  updateAttribute(grounds, "width", () => String(layout.cellWidth - 1));
  updateAttribute(grounds, "height", () => String(layout.cellHeight - 1));
  const texts = cells.select<SVGTextElement>("text");
  updateAttribute(texts, "x", () => String((layout.cellWidth - 1) / 2));
  updateAttribute(texts, "y", () => String(layout.cellHeight / 2 + matrixFont * 0.35));
  updateText(texts, ({ text }) => (layout.hasNumbers ? text : ""));
}

function drawMarks(svg: SvgSelection, picture: MatrixPicture): void {
  const { layout, marked, active } = picture;
  const lines = markOf(svg, "path", "marked").attr("aria-hidden", "true");
  updateAttribute(lines, "d", () => marked.map((box) => outlineOf(picture, box)).join(""));
  const ring = markOf(svg, "rect", "active").attr("aria-hidden", "true");
  updateAttribute(ring, "x", () => String(leftOf(picture, active.column) - 1.5));
  updateAttribute(ring, "y", () => String(topOf(picture, active.row) - 1.5));
  updateAttribute(ring, "width", () => String(layout.cellWidth + 2));
  updateAttribute(ring, "height", () => String(layout.cellHeight + 2));
}

/** A line around what of it is in sight. */
function outlineOf(picture: MatrixPicture, { rows, columns }: MarkedBox): string {
  const { sight } = picture;
  const [firstRow, endRow] = shared(rows, sight.rows);
  const [firstColumn, endColumn] = shared(columns, sight.columns);
  if (endRow <= firstRow || endColumn <= firstColumn) return "";
  const [top, bottom] = [topOf(picture, firstRow), topOf(picture, endRow)];
  const [left, right] = [leftOf(picture, firstColumn), leftOf(picture, endColumn)];
  return `M${left - 0.5},${top - 0.5}H${right - 0.5}V${bottom - 0.5}H${left - 0.5}Z`;
}

function shared(a: Span, b: Span): readonly [first: number, end: number] {
  return [Math.max(a.first, b.first), Math.min(a.end, b.end)];
}
