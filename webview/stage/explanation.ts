import { select, type Selection } from "d3";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { t } from "../words/l10n.js";
import { sentenceBefore } from "../words/sentence.js";
import { colorings, type Coloring } from "../state/measures.js";
import { marks, type Mark } from "./marks.js";
import { updateText } from "../marks/update.js";
import { closeFromOutside } from "../page/popover.js";

/**
 * “What am I seeing?”: every mark that `stage` shows now and every number in plain words, behind one button.
 *
 *     details.explanation
 *       summary
 *       div.words[role=region][tabindex=0]
 *         h2, dl > div[data-mark] ×n > dt > svg, span; dd
 *         h2, dl > div[data-measure] ×n > dt; dd
 *
 * Returns what ends its listening to the document around it.
 */
export function createExplanation(bar: HtmlSelection, stage: Element): () => void {
  const details = bar.insert<HTMLDetailsElement>("details", ":first-child");
  const element = details.attr("class", "explanation").node();
  if (element === null) throw new Error("The page lost its explanation.");
  const summary = details
    .append("summary")
    .attr("title", `${t("What am I seeing?")} ${t("What the marks and numbers mean")}`);
  summary.append("span").attr("class", "codicon codicon-question").attr("aria-hidden", "true");
  summary.append("span").attr("class", "label").text(t("What am I seeing?"));
  // Of what is drawn at that moment.
  details.on("toggle", () => {
    if (!element.open) return;
    drawWords(childOf(select<HTMLElement, unknown>(element), "div", "words"), stage);
  });
  return closeFromOutside(element);
}

function drawWords(words: HtmlSelection, stage: Element): void {
  // It scrolls, so the keyboard has to reach it.
  words.attr("role", "region").attr("tabindex", 0).attr("aria-label", t("What am I seeing?"));
  updateText(childOf(words, "h2", "of-marks"), () => t("In the picture"));
  const drawn = marks.filter((mark) => isSeen(mark, stage));
  drawMarks(childOf(words, "dl", "marks"), drawn);
  updateText(childOf(words, "h2", "of-numbers"), () => t("The numbers"));
  drawMeasures(childOf(words, "dl", "measures"));
}

/** What a style hides has no box. */
function isSeen({ of }: Mark, stage: Element): boolean {
  return [...stage.querySelectorAll(of)].some((mark) => mark.getClientRects().length > 0);
}

function drawMarks(list: HtmlSelection, drawn: readonly Mark[]): void {
  list
    .selectAll<HTMLDivElement, Mark>("div")
    .data(drawn, ({ id }) => id)
    .join((enter) => enter.append("div").call(fillMarks))
    .order();
}

function fillMarks(rows: Selection<HTMLDivElement, Mark, HTMLElement, unknown>): void {
  rows.attr("data-mark", ({ id }) => id);
  const term = rows.append("dt");
  term
    .append("svg")
    .attr("viewBox", "0 0 30 18")
    .attr("aria-hidden", "true")
    .selectAll<SVGElement, Mark["sample"][number]>("*")
    .data(({ sample }) => sample)
    .join((enter) => enter.append(({ tag }) => createMark(tag)))
    .attr("class", ({ className }) => className)
    .style("--share", ({ share }) => (share === undefined ? null : `${share}%`))
    .each(function ({ attributes }) {
      for (const [name, value] of Object.entries(attributes)) {
        this.setAttribute(name, String(value));
      }
    });
  term.append("span").text(({ title }) => title);
  rows.append("dd").text(({ text }) => text);
}

function createMark(tag: "rect" | "path"): SVGElement {
  return document.createElementNS("http://www.w3.org/2000/svg", tag);
}

function drawMeasures(list: HtmlSelection): void {
  list
    .selectAll<HTMLDivElement, Coloring>("div")
    .data(colorings, ({ id }) => id)
    .join((enter) => enter.append("div").call(fillMeasures));
}

function fillMeasures(rows: Selection<HTMLDivElement, Coloring, HTMLElement, unknown>): void {
  rows.attr("data-measure", ({ id }) => id);
  const term = rows.append("dt");
  term.append("b").text(({ word }) => word);
  term.append("span").text(({ sign }) => sign);
  rows.append("dd").text(({ title, explanation }) => sentenceBefore(title, explanation));
}
