import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { updateText } from "../../marks/update.js";
import { drawTable, type Table } from "./drawTable.js";
import { drawOnNewInputs } from "./onChange.js";

/**
 * A picture's numbers for who opens them. A closed table costs nothing: it is made when it is opened, and
 * anew only for other inputs.
 *
 *     details.numbers-of > summary, div.table-frame[role=group] > table
 */
export function drawTableDetails(
  parent: HtmlSelection,
  inputs: readonly unknown[],
  tableOf: () => Table,
): void {
  const details = childOf(parent, "details", "numbers-of");
  updateText(childOf(details, "summary", "open"), () => t("As a table"));
  const fill = (): void => {
    if (details.property("open") !== true) return;
    drawOnNewInputs(details, inputs, () => {
      const table = tableOf();
      // It scrolls sideways where the inspector is narrow, so the keyboard must reach it.
      const frame = childOf(details, "div", "table-frame")
        .attr("role", "group")
        .attr("aria-label", table.caption)
        .attr("tabindex", 0);
      drawTable(frame, "numbers", table);
    });
  };
  details.on("toggle", fill);
  fill();
}
