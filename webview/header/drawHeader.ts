import { createButton, updateButton } from "../controls.js";
import { childOf, type HtmlSelection } from "../dom.js";
import { t } from "../l10n.js";
import { updateText } from "../update.js";
import type { PageCommand } from "../protocol.js";
import type { HeaderButton, HeaderFact, HeaderView } from "./headerView.js";

/**
 * The run in two lines.
 *
 *     header
 *       div.run-line
 *         h1.title
 *         span.phase[data-phase]
 *         span.message
 *         dl.facts > div[data-fact] > dt + dd
 *         div.buttons > vscode-button[data-command] ×n
 *       div.engine-line
 *       div.progress[role=progressbar] > div.done
 */
export function drawHeader(
  header: HtmlSelection,
  view: HeaderView,
  title: string,
  run: (command: PageCommand) => void,
): void {
  const line = childOf(header, "div", "run-line");
  updateText(childOf(line, "h1", "title"), () => title);
  updateText(childOf(line, "span", "phase").attr("data-phase", view.phase), () => view.phaseLabel);
  updateText(childOf(line, "span", "message"), () => view.message);
  drawFactList(childOf(line, "dl", "facts"), view.facts);
  drawButtons(childOf(line, "div", "buttons"), view.buttons, run);
  updateText(childOf(header, "div", "engine-line").attr("title", view.reason), () =>
    [view.engine, view.reason].filter((part) => part !== "").join(" · "),
  );
  drawProgress(childOf(header, "div", "progress"), view.progress);
}

function drawFactList(list: HtmlSelection, facts: readonly HeaderFact[]): void {
  const rows = list
    .selectAll<HTMLDivElement, HeaderFact>("div")
    .data(facts, ({ id }) => id)
    .join((enter) => {
      const row = enter.append("div").attr("data-fact", ({ id }) => id);
      row.append("dt");
      row.append("dd");
      return row.attr("title", ({ hint }) => hint);
    });
  updateText(rows.select<HTMLElement>("dt"), ({ label }) => label);
  updateText(rows.select<HTMLElement>("dd"), ({ value }) => value);
}

function drawButtons(
  bar: HtmlSelection,
  buttons: readonly HeaderButton[],
  run: (command: PageCommand) => void,
): void {
  bar
    .selectAll<HTMLElement, HeaderButton>("[data-command]")
    .data(buttons, ({ command }) => command)
    .join((enter) =>
      enter
        .append(function (button) {
          return createButton(this.ownerDocument, button, () => {
            run(button.command);
          });
        })
        .attr("data-command", ({ command }) => command),
    )
    .order()
    .each(function (button) {
      updateButton(this, button);
    });
}

function drawProgress(bar: HtmlSelection, progress: number | null): void {
  const percent = Math.round((progress ?? 0) * 1000) / 10;
  bar
    .attr("role", "progressbar")
    .attr("aria-label", t("Steps done"))
    .attr("aria-valuemin", 0)
    .attr("aria-valuemax", 100)
    .attr("aria-valuenow", percent);
  childOf(bar, "div", "done").style("width", `${percent}%`);
}
