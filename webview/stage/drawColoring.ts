import { createDropdown, updateDropdown } from "../marks/controls.js";
import type { Colored } from "../state/colorScale.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { t } from "../words/l10n.js";
import { colorings } from "../state/measures.js";
import { rangeSentence, rangeText } from "./rangeText.js";
import { updateText } from "../marks/update.js";

interface Tick {
  readonly text: string;
  /** 0 to 1 */
  readonly place: number;
}

/**
 * What colors the picture, and what its colors mean.
 *
 *     div
 *       vscode-dropdown
 *       div.legend[role=img] > div.ramp, div.ticks > span.tick ×n, span.unit,
 *         div.meaning > span.range, span.live-age  the age by `bindLegendAge`
 */
export function drawColoring(
  part: HtmlSelection,
  colored: Colored,
  choose: (id: string) => void,
): void {
  drawChoice(part, colored, choose);
  drawLegend(childOf(part, "div", "legend"), colored);
}

function drawChoice(
  part: HtmlSelection,
  { coloring }: Colored,
  choose: (id: string) => void,
): void {
  part
    .selectAll<HTMLElement, null>("vscode-dropdown")
    .data([null])
    .join((enter) =>
      enter.append(function () {
        const options = colorings.map(({ id, sign, title }) => ({
          id,
          label: `${title} (${sign})`,
        }));
        return createDropdown(this.ownerDocument, t("What colors the picture"), options, choose);
      }),
    )
    .attr("title", coloring.explanation)
    .each(function () {
      updateDropdown(this, coloring.id);
    });
}

function drawLegend(legend: HtmlSelection, colored: Colored): void {
  const { coloring, scale } = colored;
  const { title, unit = "" } = coloring;
  const ticks = scale.ticks.map((value): Tick => ({
    text: coloring.tick(value),
    place: scale.fraction(value),
  }));
  legend
    .attr("role", "img")
    .attr("aria-label", spokenLegend(colored))
    .attr("title", `${title}: ${coloring.explanation} ${rangeSentence(coloring)}`);
  childOf(legend, "div", "ramp");
  childOf(legend, "div", "ticks")
    .selectAll<HTMLSpanElement, Tick>("span")
    .data(ticks)
    .join("span")
    .attr("class", "tick")
    .style("left", ({ place }) => `${round(100 * place)}%`)
    // The outer ones end with the ramp.
    .style("transform", ({ place }) => `translateX(${round(-100 * place)}%)`)
    .text(({ text }) => text);
  updateText(childOf(legend, "span", "unit"), () => unit);
  const meaning = childOf(legend, "div", "meaning");
  updateText(childOf(meaning, "span", "range"), () => rangeText(coloring));
  childOf(meaning, "span", "live-age");
}

/** A legend for who does not see it. */
export function spokenLegend({ coloring, scale }: Colored): string {
  const texts = scale.ticks.map((value) => coloring.tick(value)).join(", ");
  const ends = `${t("Colors and bars from weak to strong: {0}", texts)} ${coloring.unit ?? ""}`;
  return `${ends.trim()}, ${rangeText(coloring)}`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
