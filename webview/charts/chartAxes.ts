import type { Selection } from "d3";
import { layerOf } from "../layerOf.js";
import { round } from "../layout/band.js";
import type { ChartLayout } from "./chartLayout.js";

type Tick = ChartLayout["yTicks"][number];

/** Lines and numbers of a chart's axes, in `g.grid` and `g.labels`. */
export function drawChartAxes(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  { x, y, plot, yTicks, xTicks }: ChartLayout,
): void {
  const key = ({ value }: Tick): number => value;
  layerOf(svg, "grid")
    .selectAll<SVGLineElement, Tick>("line.tick")
    .data(yTicks, key)
    .join("line")
    .attr("class", "tick")
    .attr("x1", plot.left)
    .attr("x2", plot.right)
    .attr("y1", ({ value }) => round(y(value)))
    .attr("y2", ({ value }) => round(y(value)));
  const labels = layerOf(svg, "labels");
  labels
    .selectAll<SVGTextElement, Tick>("text.y-label")
    .data(yTicks, key)
    .join("text")
    .attr("class", "y-label")
    .attr("text-anchor", "end")
    .attr("x", plot.left - 6)
    .attr("y", ({ value }) => round(y(value) + 3.5))
    .text(({ label }) => label);
  labels
    .selectAll<SVGTextElement, Tick>("text.x-label")
    .data(xTicks, key)
    .join("text")
    .attr("class", "x-label")
    .attr("text-anchor", ({ value }) => (x(value) > plot.right - 14 ? "end" : "middle"))
    .attr("x", ({ value }) => round(x(value)))
    .attr("y", plot.bottom + 14)
    .text(({ label }) => label);
}
