import { select } from "d3";
import { createButton, updateButton } from "../marks/controls.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { holdsFocus } from "./holdsFocus.js";
import { t } from "../words/l10n.js";
import { updateAttribute, updateText } from "../marks/update.js";
import type { PageCommand } from "../protocol.js";
import type { HeaderFact, HeaderNumbers } from "./headerNumbers.js";
import type { HeaderButton, HeaderStanding } from "./headerStanding.js";
import { drawPhase } from "./drawPhase.js";

/**
 * The run in two lines; its numbers come with `drawHeaderNumbers`.
 *
 *     header
 *       div.run-line
 *         h1.title
 *         span.phase[data-phase] > span.codicon, span.label
 *         dl.facts > div[data-fact] > dt + dd
 *         div.buttons > vscode-button[data-command] ×n
 *       div.standing-line > span.message, button.engine, span.engine-reason[role=tooltip], button.faster
 *       div.progress[role=progressbar] > div.done
 */
export function drawHeader(
  header: HtmlSelection,
  { phase, engine, reason, faster, message, buttons }: HeaderStanding,
  title: string,
  run: (command: PageCommand) => void,
): void {
  header.attr("data-phase", phase);
  const line = childOf(header, "div", "run-line");
  updateText(childOf(line, "h1", "title").attr("title", title), () => title);
  drawPhase(childOf(line, "span", "phase"), phase, message);
  childOf(line, "dl", "facts");
  drawButtons(childOf(line, "div", "buttons"), buttons, run);
  const standing = childOf(header, "div", "standing-line");
  drawLine(childOf(standing, "span", "message"), message);
  drawEngine(standing, engine, reason);
  drawFaster(standing, faster, run);
  const bar = childOf(header, "div", "progress").attr("role", "progressbar");
  childOf(bar.attr("aria-valuemin", 0).attr("aria-valuemax", 100), "div", "done");
}

/** What the set-up of a faster engine is one click away from. */
function drawFaster(
  line: HtmlSelection,
  faster: string | null,
  run: (command: PageCommand) => void,
): void {
  const button = line
    .selectAll<HTMLButtonElement, string>("button.faster")
    .data(faster === null ? [] : [faster])
    .join((enter) => {
      const made = enter.append("button").attr("class", "faster").attr("type", "button");
      made
        .append("span")
        .attr("class", "codicon codicon-cloud-download")
        .attr("aria-hidden", "true");
      made.append("span").attr("class", "label");
      return made;
    })
    .attr("title", (title) => t("{0} would be faster here. Install it for the next run.", title))
    .on("click", () => {
      run("setup");
    });
  updateText(button.select<HTMLElement>(".label"), (title) => t("Install {0}", title));
}

const reasonId = "engine-reason";

/** Engine, device and data; why this engine is told to the mouse, to whoever comes by the keyboard, and to a screen reader. */
function drawEngine(line: HtmlSelection, engine: string, reason: string): void {
  const told = [engine, reason].filter((part) => part !== "");
  const button = childOf(line, "button", "engine")
    .attr("type", "button")
    .attr("hidden", engine === "" ? "" : null)
    .attr("aria-describedby", reason === "" ? null : reasonId)
    .attr("title", told.join("\n"));
  updateText(childOf(button, "span", "text"), () => engine);
  childOf(button, "span", "codicon")
    .attr("class", "codicon codicon-info")
    .attr("aria-hidden", "true");
  const tooltip = childOf(line, "span", "engine-reason")
    .attr("role", "tooltip")
    .attr("id", reasonId);
  updateText(tooltip, () => told.join("\n"));
}

/** A text that may be cut, with all of it in its tooltip. */
function drawLine(line: HtmlSelection, text: string): void {
  updateText(line.attr("title", text), () => text);
}

/** Writes what a step changes, into what `drawHeader` made. */
export function drawHeaderNumbers(header: HtmlSelection, numbers: HeaderNumbers): void {
  drawFactList(header.select<HTMLElement>(".facts"), numbers.facts);
  drawProgress(header.select<HTMLElement>(".progress"), numbers);
}

/** How far the run is; where that cannot be told, a bar that moves to and fro. */
function drawProgress(bar: HtmlSelection, { progress, isWaiting }: HeaderNumbers): void {
  const percent = Math.round((progress ?? 0) * 1000) / 10;
  updateAttribute(bar, "class", () => (isWaiting ? "progress waiting" : "progress"));
  updateAttribute(bar, "aria-label", () => (isWaiting ? t("Please wait") : t("Steps done")));
  updateAttribute(bar, "aria-valuenow", () => (isWaiting ? null : String(percent)));
  bar.select<HTMLElement>(".done").style("width", () => (isWaiting ? null : `${percent}%`));
}

function drawFactList(list: HtmlSelection, facts: readonly HeaderFact[]): void {
  const rows = list
    .selectAll<HTMLDivElement, HeaderFact>("div")
    .data(facts, ({ id }) => id)
    .join((enter) => {
      const row = enter
        .append("div")
        .attr("data-fact", ({ id }) => id)
        .attr("title", ({ hint }) => hint);
      row.append("dt").text(({ label }) => label);
      row.append("dd");
      return row;
    });
  updateText(rows.select<HTMLElement>("dd"), ({ value }) => value);
}

/** A button keeps its place, and with it the focus, while its command changes with the phase. */
function drawButtons(
  bar: HtmlSelection,
  buttons: readonly HeaderButton[],
  run: (command: PageCommand) => void,
): void {
  const hadFocus = holdsFocus(bar);
  bar
    .selectAll<HTMLElement, HeaderButton>("[data-command]")
    .data(buttons, ({ place }) => place)
    .join((enter) =>
      enter.append(function (button) {
        const element = createButton(this.ownerDocument, button, () => {
          const { command, isEnabled } = select<HTMLElement, HeaderButton>(element).datum();
          if (isEnabled) run(command);
        });
        return element;
      }),
    )
    .attr("data-command", ({ command }) => command)
    // A button that is disabled outright would lose the focus.
    .attr("aria-disabled", ({ isEnabled }) => (isEnabled ? null : "true"))
    .each(function (button) {
      updateButton(this, { ...button, isEnabled: true });
    });
  if (hadFocus && !holdsFocus(bar)) bar.select<HTMLElement>("[data-command]").node()?.focus();
}
