import type { Selection } from "d3";
import { updateAttribute } from "../update.js";
import { layerOf } from "../layerOf.js";
import { round } from "../layout/band.js";
import type { ChartLayout, Curve } from "./chartLayout.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;
type Tick = ChartLayout["yTicks"][number];

export interface LineChart {
  readonly layout: ChartLayout;
  readonly curves: readonly Curve[];
  /** The step under the pointer; null for none. */
  readonly crosshair: number | null;
  readonly readings: readonly Reading[];
}

/** A curve's value at the crosshair. */
export interface Reading {
  readonly id: string;
  readonly rank: number;
  readonly value: number;
}

/**
 * Curves over steps.
 *
 *     svg
 *       g.grid > line.tick ×n
 *       g.labels > text.y-label ×n, text.x-label ×n
 *       g.curves > path.curve.rank-N[data-curve]
 *       g.points > circle.point.rank-N       the curves with a point an epoch
 *       g.cross > line.crosshair, circle.reading.rank-N
 */
export function drawLineChart(svg: Svg, { layout, curves, crosshair, readings }: LineChart): void {
  const { frame } = layout;
  svg
    .attr("viewBox", `0 0 ${frame.width} ${frame.height}`)
    .attr("width", frame.width)
    .attr("height", frame.height);
  drawAxes(svg, layout);
  const paths = layerOf(svg, "curves")
    .selectAll<SVGPathElement, Curve>("path.curve")
    .data(curves, ({ id }) => id)
    .join("path")
    .attr("data-curve", ({ id }) => id)
    .attr("class", ({ rank }) => `curve rank-${rank}`);
  updateAttribute(paths, "d", (curve) => curvePath(curve, layout));
  drawPoints(svg, layout, curves);
  drawCrosshair(svg, layout, { crosshair, readings });
}

/** Straight from point to point. */
export function curvePath({ points }: Curve, { x, y }: ChartLayout): string {
  let data = "";
  for (const { step, value } of points) {
    data += `${data === "" ? "M" : "L"}${round(x(step))},${round(y(value))}`;
  }
  return data;
}

function drawAxes(svg: Svg, { x, y, plot, yTicks, xTicks }: ChartLayout): void {
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

function drawPoints(svg: Svg, { x, y }: ChartLayout, curves: readonly Curve[]): void {
  const points = curves
    .filter(({ every }) => every === "epoch")
    .flatMap((curve) =>
      curve.points.map((point) => ({ ...point, rank: curve.rank, id: curve.id })),
    );
  layerOf(svg, "points")
    .selectAll<SVGCircleElement, (typeof points)[number]>("circle.point")
    .data(points, ({ id, step }) => `${id} ${step}`)
    .join("circle")
    .attr("class", ({ rank }) => `point rank-${rank}`)
    .attr("r", 2.5)
    .attr("cx", ({ step }) => round(x(step)))
    .attr("cy", ({ value }) => round(y(value)));
}

function drawCrosshair(
  svg: Svg,
  { x, y, plot }: ChartLayout,
  { crosshair, readings }: Pick<LineChart, "crosshair" | "readings">,
): void {
  const cross = layerOf(svg, "cross");
  cross
    .selectAll<SVGLineElement, number>("line.crosshair")
    .data(crosshair === null ? [] : [crosshair])
    .join("line")
    .attr("class", "crosshair")
    .attr("x1", (step) => round(x(step)))
    .attr("x2", (step) => round(x(step)))
    .attr("y1", plot.top)
    .attr("y2", plot.bottom);
  cross
    .selectAll<SVGCircleElement, Reading>("circle.reading")
    .data(crosshair === null ? [] : readings, ({ id }) => id)
    .join("circle")
    .attr("class", ({ rank }) => `reading rank-${rank}`)
    .attr("r", 3.5)
    .attr("cx", round(x(crosshair ?? 0)))
    .attr("cy", ({ value }) => round(y(value)));
}
