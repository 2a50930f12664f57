import type { Selection } from "d3";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly id: string;
  /** The first is the row's title. */
  readonly cells: readonly string[];
  /** A bar behind each cell, 0 to 1; null for none. */
  readonly bars?: readonly (number | null)[];
}

/**
 * A table of the class `name`.
 *
 *     table.facts-table.NAME > caption
 *       thead > tr > th[scope=col] ×n
 *       tbody > tr[data-row] ×n > th[scope=row] + td ×n > span.bar? + span.value
 */
export function drawTable(
  parent: HtmlSelection,
  name: string,
  { caption, columns, rows }: Table,
): void {
  const table = childOf(parent, "table", name);
  updateAttribute(table, "class", () => `${name} facts-table`);
  updateText(childOf(table, "caption", "title"), () => caption);
  const titles = childOf(childOf(table, "thead", "head"), "tr", "titles")
    .selectAll<HTMLTableCellElement, string>("th")
    .data(columns, (title) => title)
    .join((enter) => enter.append("th").attr("scope", "col"));
  updateText(titles.order(), (title) => title);
  const lines = childOf(table, "tbody", "body")
    .selectAll<HTMLTableRowElement, TableRow>("tr")
    .data(rows, ({ id }) => id)
    .join((enter) => enter.append("tr").attr("data-row", ({ id }) => id))
    .order();
  drawCells(lines, columns);
}

interface TableCell {
  readonly column: string;
  readonly text: string;
  readonly bar: number | null;
}

function drawCells(
  lines: Selection<HTMLTableRowElement, TableRow, HTMLElement, unknown>,
  columns: readonly string[],
): void {
  const cells = lines
    .selectAll<HTMLTableCellElement, TableCell>("th, td")
    .data(
      ({ cells: texts, bars = [] }) =>
        columns.map((column, index) => ({
          column,
          text: texts[index] ?? "",
          bar: bars[index] ?? null,
        })),
      ({ column }) => column,
    )
    .join((enter) => {
      const cell = enter.append(function (_, index) {
        const made = this.ownerDocument.createElement(index === 0 ? "th" : "td");
        if (index === 0) made.setAttribute("scope", "row");
        return made;
      });
      cell.append("span").attr("class", "value");
      return cell;
    })
    .order();
  updateText(cells.select<HTMLElement>(".value"), ({ text }) => text);
  cells
    .selectAll<HTMLElement, number>(".bar")
    .data(({ bar }) => (bar === null ? [] : [bar]))
    .join((enter) => enter.insert("span", ".value").attr("class", "bar"))
    .style("inline-size", (bar) => `${(bar * 100).toFixed(1)}%`);
}
