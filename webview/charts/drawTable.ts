import { childOf, type HtmlSelection } from "../marks/dom.js";
import { updateText } from "../marks/update.js";
import type { MetricsTable, TableRow } from "./table.js";

interface Cell {
  readonly column: string;
  readonly text: string;
}

/**
 * The numbers of the charts for who does not see them.
 *
 *     table > thead > tr > th ×n
 *             tbody > tr > (th + td ×n)
 */
export function drawTable(parent: HtmlSelection, { columns, rows }: MetricsTable): void {
  const table = childOf(parent, "table", "numbers");
  childOf(childOf(table, "thead", "head"), "tr", "titles")
    .selectAll<HTMLTableCellElement, (typeof columns)[number]>("th")
    .data(columns, ({ id }) => id)
    .join("th")
    .attr("scope", "col")
    .text(({ title }) => title);
  const cells = childOf(table, "tbody", "body")
    .selectAll<HTMLTableRowElement, TableRow>("tr")
    .data(rows, ({ step }) => step)
    .join("tr")
    .order()
    .selectAll<HTMLTableCellElement, Cell>("th, td")
    .data(
      ({ cells }) =>
        columns.map(({ id }, index): Cell => ({ column: id, text: cells[index] ?? "" })),
      ({ column }) => column,
    )
    .join((enter) =>
      enter.append(function (_, index) {
        const cell = this.ownerDocument.createElement(index === 0 ? "th" : "td");
        if (index === 0) cell.setAttribute("scope", "row");
        return cell;
      }),
    )
    .order();
  updateText(cells, ({ text }) => text);
}
