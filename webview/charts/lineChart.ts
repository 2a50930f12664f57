import {
  area,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolCross,
  type Selection,
} from "d3";
import { layerOf } from "../layerOf.js";
import { round } from "../layout/band.js";
import { updateAttribute } from "../update.js";
import type { Band, ChartLayout, Curve } from "./chartLayout.js";
import { drawChartAxes } from "./chartAxes.js";
import type { CurvePoint } from "./downsample.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

export interface LineChart {
  readonly layout: ChartLayout;
  readonly curves: readonly Curve[];
  readonly band: Band | null;
  /** The step under the pointer; null for none. */
  readonly crosshair: number | null;
  readonly readings: readonly Reading[];
}

/** A curve's value at the crosshair. */
export interface Reading {
  readonly id: string;
  readonly rank: number;
  readonly place: number;
  readonly value: number;
}

interface Mark extends CurvePoint {
  readonly curve: Curve;
}

/**
 * Curves over steps.
 *
 *     svg
 *       g.grid > line.tick ×n
 *       g.labels > text.y-label ×n, text.x-label ×n
 *       g.expected > path.band
 *       g.measured > path.raw.rank-N.place-N          as measured, behind what is smoothed
 *       g.curves > path.curve.rank-N.place-N[data-curve]
 *       g.points > path.point.rank-N.place-N     a shape for each run
 *       g.bests > path.best.rank-N.place-N > title
 *       g.letters > text.letter.place-N
 *       g.cross > line.crosshair, circle.reading.rank-N.place-N
 */
export function drawLineChart(svg: Svg, { layout, curves, band, ...cross }: LineChart): void {
  const { frame } = layout;
  svg
    .attr("viewBox", `0 0 ${frame.width} ${frame.height}`)
    .attr("width", frame.width)
    .attr("height", frame.height);
  drawChartAxes(svg, layout);
  drawBand(svg, layout, band);
  drawPaths(svg, layout, { layer: "measured", className: "raw", curves, read: ({ raw }) => raw });
  drawPaths(svg, layout, {
    layer: "curves",
    className: "curve",
    curves,
    read: ({ points }) => points,
  });
  drawMarks(svg, layout, curves);
  drawBests(svg, layout, curves);
  drawLetters(svg, layout, curves);
  drawCrosshair(svg, layout, cross);
}

/** Straight from point to point. */
export function curvePath(
  points: readonly CurvePoint[],
  { x, y }: Pick<ChartLayout, "x" | "y">,
): string {
  let data = "";
  for (const { step, value } of points) {
    data += `${data === "" ? "M" : "L"}${round(x(step))},${round(y(value))}`;
  }
  return data;
}

function lookOf(name: string, { rank, place }: Pick<Curve, "rank" | "place">): string {
  return `${name} rank-${rank} place-${place}`;
}

function drawPaths(
  svg: Svg,
  layout: ChartLayout,
  {
    layer,
    className,
    curves,
    read,
  }: {
    readonly layer: string;
    readonly className: string;
    readonly curves: readonly Curve[];
    readonly read: (curve: Curve) => readonly CurvePoint[];
  },
): void {
  const paths = layerOf(svg, layer)
    .selectAll<SVGPathElement, Curve>("path")
    .data(
      curves.filter((curve) => read(curve).length > 0),
      ({ id }) => id,
    )
    .join("path")
    .attr("data-curve", ({ metric }) => metric)
    .attr("class", (curve) => lookOf(className, curve));
  updateAttribute(paths, "d", (curve) => curvePath(read(curve), layout));
}

function drawBand(svg: Svg, { x, y }: ChartLayout, band: Band | null): void {
  const shape = area<CurvePoint>()
    .x(({ step }) => round(x(step)))
    .y0(({ value }) => round(y(value)));
  layerOf(svg, "expected")
    .selectAll<SVGPathElement, Band>("path")
    .data(band === null ? [] : [band])
    .join("path")
    .attr("class", "band")
    .attr("d", ({ low, high }) =>
      shape.y1((_, index) => round(y(high[index]?.value ?? 0)))([...low]),
    );
}

const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross] as const;

function shapeOf(place: number, size: number): string {
  return symbol(shapes[place % shapes.length] ?? symbolCircle, size)() ?? "";
}

function placeAt({ x, y }: ChartLayout): (point: CurvePoint) => string {
  return ({ step, value }) => `translate(${round(x(step))},${round(y(value))})`;
}

function drawMarks(svg: Svg, layout: ChartLayout, curves: readonly Curve[]): void {
  layerOf(svg, "points")
    .selectAll<SVGPathElement, Mark>("path")
    .data(
      curves.flatMap((curve) => curve.marks.map((point): Mark => ({ ...point, curve }))),
      ({ curve, step }) => `${curve.id} ${step}`,
    )
    .join("path")
    .attr("class", ({ curve }) => lookOf("point", curve))
    .attr("d", ({ curve }) => shapeOf(curve.place, 20))
    .attr("transform", placeAt(layout));
}

/** A ring around the best. */
function drawBests(svg: Svg, layout: ChartLayout, curves: readonly Curve[]): void {
  layerOf(svg, "bests")
    .selectAll<SVGPathElement, Mark>("path")
    .data(
      curves.flatMap((curve) => (curve.best === null ? [] : [{ ...curve.best, curve }])),
      ({ curve }) => curve.id,
    )
    .join("path")
    .attr("class", ({ curve }) => lookOf("best", curve))
    .attr("d", ({ curve }) => shapeOf(curve.place, 110))
    .attr("transform", placeAt(layout));
}

function drawLetters(svg: Svg, { x, y, plot }: ChartLayout, curves: readonly Curve[]): void {
  const ends = curves.flatMap((curve) => {
    const end = curve.points[curve.points.length - 1];
    return curve.letter === "" || end === undefined ? [] : [{ ...end, curve }];
  });
  layerOf(svg, "letters")
    .selectAll<SVGTextElement, Mark>("text")
    .data(ends, ({ curve }) => curve.id)
    .join("text")
    .attr("class", ({ curve }) => lookOf("letter", curve))
    .attr("x", ({ step }) => round(Math.min(plot.right + 2, x(step) + 3)))
    .attr("y", ({ value }) => round(Math.max(plot.top + 4, y(value) + 3)))
    .text(({ curve }) => curve.letter);
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
    .attr("class", (reading) => lookOf("reading", reading))
    .attr("r", 3.5)
    .attr("cx", round(x(crosshair ?? 0)))
    .attr("cy", ({ value }) => round(Math.min(plot.bottom, Math.max(plot.top, y(value)))));
}
