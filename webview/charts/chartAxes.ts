import type { Selection } from "d3";
import { groupOf } from "../marks/groupOf.js";
import { round } from "../layout/band.js";
import { updateText } from "../marks/update.js";
import { updateAttributes } from "./attributes.js";
import type { ChartLayout } from "./chartLayout.js";

type Tick = ChartLayout["yTicks"][number];

/** Lines and numbers of a chart's axes, in `g.grid` and `g.labels`. */
export function drawChartAxes(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  { x, y, plot, yTicks, xTicks }: Pick<ChartLayout, "x" | "y" | "plot" | "yTicks" | "xTicks">,
): void {
  const key = ({ value }: Tick): number => value;
  const lines = groupOf(svg, "grid")
    .selectAll<SVGLineElement, Tick>("line.tick")
    .data(yTicks, key)
    .join((enter) => enter.append("line").attr("class", "tick"));
  updateAttributes(lines, {
    x1: () => plot.left,
    x2: () => plot.right,
    y1: ({ value }) => round(y(value)),
    y2: ({ value }) => round(y(value)),
  });
  const labels = groupOf(svg, "labels");
  const yLabels = labels
    .selectAll<SVGTextElement, Tick>("text.y-label")
    .data(yTicks, key)
    .join((enter) => enter.append("text").attr("class", "y-label").attr("text-anchor", "end"));
  updateAttributes(yLabels, {
    x: () => plot.left - 6,
    y: ({ value }) => round(y(value) + 3.5),
  });
  updateText(yLabels, ({ label }) => label);
  const xLabels = labels
    .selectAll<SVGTextElement, Tick>("text.x-label")
    .data(xTicks, key)
    .join((enter) => enter.append("text").attr("class", "x-label"));
  updateAttributes(xLabels, {
    "text-anchor": ({ value }) => (x(value) > plot.right - 14 ? "end" : "middle"),
    x: ({ value }) => round(x(value)),
    y: () => plot.bottom + 14,
  });
  updateText(xLabels, ({ label }) => label);
}
