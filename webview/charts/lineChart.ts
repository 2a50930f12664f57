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
import { groupOf } from "../marks/groupOf.js";
import { round } from "../layout/band.js";
import { updateText } from "../marks/update.js";
import type { Band, ChartLayout, Curve, ToldPoint } from "./chartLayout.js";
import { updateAttributes } from "./attributes.js";
import { drawChartAxes } from "./chartAxes.js";
import type { CurvePoint } from "./downsample.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

export interface LineChart {
  readonly layout: ChartLayout;
  readonly curves: readonly Curve[];
  readonly band: Band | null;
  readonly changes: readonly SizeChange[];
}

/** A step behind which the images have another size, in words too. */
export interface SizeChange {
  readonly step: number;
  readonly text: string;
}

/** What is read of the curves. */
export interface Crosshair {
  /** The step under the pointer; null for none. */
  readonly step: number | null;
  readonly readings: readonly CurveReading[];
}

/** A curve's value at the crosshair. */
export interface CurveReading {
  readonly id: string;
  readonly rank: number;
  readonly place: number;
  readonly value: number;
}

interface CurveMark extends CurvePoint {
  readonly curve: Curve;
}

type ToldMark = ToldPoint & CurveMark;

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
 *       g.losses > path.lost.rank-N.place-N > title
 *       g.letters > text.letter.place-N
 *       g.sizes > line.size > title             where there are any
 *       g.cross          by `drawCrosshair`
 */
export function drawLineChart(svg: Svg, { layout, curves, band, changes }: LineChart): void {
  const { width, height } = layout.frame;
  updateAttributes(svg, {
    viewBox: () => `0 0 ${width} ${height}`,
    width: () => width,
    height: () => height,
  });
  drawChartAxes(svg, layout);
  drawBand(svg, layout, band);
  drawSizes(svg, layout, changes);
  drawPaths(svg, layout, { layer: "measured", className: "raw", curves, read: ({ raw }) => raw });
  drawPaths(svg, layout, {
    layer: "curves",
    className: "curve",
    curves,
    read: ({ points }) => points,
  });
  drawMarks(svg, layout, curves);
  drawTold(svg, layout, { layer: "bests", className: "best", curves, ...bests });
  drawTold(svg, layout, { layer: "losses", className: "lost", curves, ...losses });
  drawLetters(svg, layout, curves);
}

/** Straight from point to point. */
function curvePath(points: readonly CurvePoint[], { x, y }: Pick<ChartLayout, "x" | "y">): string {
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
  const paths = groupOf(svg, layer)
    .selectAll<SVGPathElement, Curve>("path")
    .data(
      curves.filter((curve) => read(curve).length > 0),
      ({ id }) => id,
    )
    .join((enter) => enter.append("path").attr("data-curve", ({ metric }) => metric));
  updateAttributes(paths, {
    class: (curve) => lookOf(className, curve),
    d: (curve) => curvePath(read(curve), layout),
  });
}

function drawSizes(svg: Svg, { x, plot }: ChartLayout, changes: readonly SizeChange[]): void {
  // Few runs have some.
  if (changes.length === 0 && svg.select(".sizes").empty()) return;
  const lines = groupOf(svg, "sizes")
    .selectAll<SVGLineElement, SizeChange>("line")
    .data(changes, ({ step }) => step)
    .join((enter) => {
      const line = enter.append("line").attr("class", "size");
      line.append("title");
      return line;
    });
  updateAttributes(lines, {
    x1: ({ step }) => round(x(step)),
    x2: ({ step }) => round(x(step)),
    y1: () => plot.top,
    y2: () => plot.bottom,
  });
  updateText(lines.select<SVGTitleElement>("title"), ({ text }) => text);
}

function drawBand(svg: Svg, { x, y }: ChartLayout, band: Band | null): void {
  const shape = area<CurvePoint>()
    .x(({ step }) => round(x(step)))
    .y0(({ value }) => round(y(value)));
  const bands = groupOf(svg, "expected")
    .selectAll<SVGPathElement, Band>("path")
    .data(band === null ? [] : [band])
    .join((enter) => enter.append("path").attr("class", "band"));
  updateAttributes(bands, {
    d: ({ low, high }) => shape.y1((_, index) => round(y(high[index]?.value ?? 0)))([...low]) ?? "",
  });
}

const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross] as const;

function shapeOf(place: number, size: number): string {
  return symbol(shapes[place % shapes.length] ?? symbolCircle, size)() ?? "";
}

function placeAt({ x, y }: ChartLayout): (point: CurvePoint) => string {
  return ({ step, value }) => `translate(${round(x(step))},${round(y(value))})`;
}

function drawMarks(svg: Svg, layout: ChartLayout, curves: readonly Curve[]): void {
  const marks = groupOf(svg, "points")
    .selectAll<SVGPathElement, CurveMark>("path")
    .data(
      curves.flatMap((curve) => curve.marks.map((point): CurveMark => ({ ...point, curve }))),
      ({ curve, step }) => `${curve.id} ${step}`,
    )
    .join("path");
  updateAttributes(marks, {
    class: ({ curve }) => lookOf("point", curve),
    d: ({ curve }) => shapeOf(curve.place, 20),
    transform: placeAt(layout),
  });
}

interface ToldLook {
  readonly read: (curve: Curve) => ToldPoint | null;
  readonly d: (curve: Curve) => string;
}

/** A ring around the best. */
const bests: ToldLook = { read: ({ best }) => best, d: ({ place }) => shapeOf(place, 110) };

/** A cross where values are lost. */
const losses: ToldLook = { read: ({ lost }) => lost, d: () => "M-4,-4L4,4M-4,4L4,-4" };

/** Marks of single points, which say in words what they are. */
function drawTold(
  svg: Svg,
  layout: ChartLayout,
  {
    layer,
    className,
    curves,
    read,
    d,
  }: ToldLook & {
    readonly layer: string;
    readonly className: string;
    readonly curves: readonly Curve[];
  },
): void {
  const marks = groupOf(svg, layer)
    .selectAll<SVGPathElement, ToldMark>("path")
    .data(
      curves.flatMap((curve): readonly ToldMark[] => {
        const point = read(curve);
        return point === null ? [] : [{ ...point, curve }];
      }),
      ({ curve }) => curve.id,
    )
    .join((enter) => {
      const mark = enter.append("path");
      mark.append("title");
      return mark;
    });
  updateAttributes(marks, {
    class: ({ curve }) => lookOf(className, curve),
    d: ({ curve }) => d(curve),
    transform: placeAt(layout),
  });
  updateText(marks.select<SVGTitleElement>("title"), ({ text }) => text);
}

function drawLetters(svg: Svg, { x, y, plot }: ChartLayout, curves: readonly Curve[]): void {
  const ends = curves.flatMap((curve) => {
    const end = curve.points[curve.points.length - 1];
    return curve.letter === "" || end === undefined ? [] : [{ ...end, curve }];
  });
  const letters = groupOf(svg, "letters")
    .selectAll<SVGTextElement, CurveMark>("text")
    .data(ends, ({ curve }) => curve.id)
    .join("text");
  updateAttributes(letters, {
    class: ({ curve }) => lookOf("letter", curve),
    x: ({ step }) => round(Math.min(plot.right + 2, x(step) + 3)),
    y: ({ value }) => round(Math.max(plot.top + 4, y(value) + 3)),
  });
  updateText(letters, ({ curve }) => curve.letter);
}

/**
 * What is read of the curves, over them.
 *
 *     g.cross > line.crosshair, circle.reading.rank-N.place-N
 */
export function drawCrosshair(
  svg: Svg,
  { x, y, plot }: ChartLayout,
  { step, readings }: Crosshair,
): void {
  const cross = groupOf(svg, "cross");
  const line = cross
    .selectAll<SVGLineElement, number>("line.crosshair")
    .data(step === null ? [] : [step])
    .join((enter) => enter.append("line").attr("class", "crosshair"));
  updateAttributes(line, {
    x1: (at) => round(x(at)),
    x2: (at) => round(x(at)),
    y1: () => plot.top,
    y2: () => plot.bottom,
  });
  const circles = cross
    .selectAll<SVGCircleElement, CurveReading>("circle.reading")
    .data(step === null ? [] : readings, ({ id }) => id)
    .join("circle");
  updateAttributes(circles, {
    class: (reading) => lookOf("reading", reading),
    r: () => 3.5,
    cx: () => round(x(step ?? 0)),
    cy: ({ value }) => round(Math.min(plot.bottom, Math.max(plot.top, y(value)))),
  });
}
