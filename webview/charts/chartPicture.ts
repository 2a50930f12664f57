import { select } from "d3";
import { groupOf } from "../marks/groupOf.js";
import type { ChartFrame } from "./chartLayout.js";
import type { LegendEntry } from "./chartReading.js";

const lineHeight = 15;
const swatchWidth = 14;
/** Of a letter of the caption, generously: what is too wide would be cut off. */
const letterWidth = 6.5;

/**
 * Writes above a copy of a chart what stands above the chart in the page, since the picture goes alone:
 * its title, and a line with a look and a name for each curve; the run's own where there are several.
 *
 *     g.caption > text.caption-title, path.curve ×n, text.caption-name ×n
 */
export function addCaption(
  copy: SVGSVGElement,
  title: string,
  { frame, legend }: { readonly frame: ChartFrame; readonly legend: readonly LegendEntry[] },
): void {
  const entries = legend
    .filter(({ isHidden }) => !isHidden)
    .flatMap(({ id, rank, label, values }) =>
      values.map(({ place, letter, title, text }) => ({
        id: `${place} ${id}`,
        look: `curve rank-${rank} place-${place}`,
        name: nameOf([letter, label, text], letter === "" || rank > 0 ? "" : title),
      })),
    );
  const top = (entries.length + 1) * lineHeight + 4;
  const height = frame.height + top;
  const longest = Math.max(0, ...entries.map(({ name }) => name.length));
  const width = Math.max(frame.width, Math.ceil(swatchWidth + 14 + longest * letterWidth));
  const svg = select(copy)
    .attr("viewBox", `0 ${-top} ${width} ${height}`)
    .attr("width", width)
    .attr("height", height);
  const caption = groupOf(svg, "caption");
  const baseline = (line: number): number => -top + (line + 0.8) * lineHeight;
  caption
    .append("text")
    .attr("class", "caption-title")
    .attr("x", 4)
    .attr("y", baseline(0))
    .text(title);
  const keys = caption.selectAll("g").data(entries).join("g");
  keys
    .append("path")
    .attr("class", ({ look }) => look)
    .attr("d", (_, line) => `M4,${baseline(line + 1) - 4}h${swatchWidth}`);
  keys
    .append("text")
    .attr("class", "caption-name")
    .attr("x", 4 + swatchWidth + 6)
    .attr("y", (_, line) => baseline(line + 1))
    .text(({ name }) => name);
}

function nameOf(parts: readonly string[], runTitle: string): string {
  const name = parts.filter((part) => part !== "").join(" ");
  return runTitle === "" ? name : `${name} (${runTitle})`;
}
