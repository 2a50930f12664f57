import type { HtmlSelection } from "../marks/dom.js";
import { childOf } from "../marks/dom.js";
import { updateText } from "../marks/update.js";
import type { Colored } from "../state/colorScale.js";
import { spokenLegend } from "./drawColoring.js";
import { rangeSentence, rangeText } from "./rangeText.js";

/**
 * What the colors mean, in a line of its own below the picture.
 *
 *     div[role=img]
 *       span.ends > span.word, span.from, span.ramp, span.to   in one piece: a ramp without its ends says nothing
 *       span.range
 *       span.live-age      by `bindLegendAge`
 */
export function drawSlimLegend(line: HtmlSelection, colored: Colored): void {
  const { coloring, scale } = colored;
  const { unit = "" } = coloring;
  const [first = 0, last = first] = [scale.ticks[0], scale.ticks.at(-1)];
  line
    .attr("role", "img")
    .attr("aria-label", spokenLegend(colored))
    .attr("title", `${coloring.title}: ${coloring.explanation} ${rangeSentence(coloring)}`);
  const ends = childOf(line, "span", "ends");
  updateText(childOf(ends, "span", "word"), () => `${coloring.word} (${coloring.sign})`);
  updateText(childOf(ends, "span", "from"), () => coloring.tick(first));
  childOf(ends, "span", "ramp");
  updateText(childOf(ends, "span", "to"), () => `${coloring.tick(last)} ${unit}`.trim());
  updateText(childOf(line, "span", "range"), () => rangeText(coloring));
}
