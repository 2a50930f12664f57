import {
  ascending,
  extent,
  max,
  min,
  scaleLinear,
  scaleLog,
  type ScaleContinuousNumeric,
  type ScaleLinear,
} from "d3";
import { withMinus } from "../words/format.js";
import type { CurvePoint } from "./downsample.js";

export interface ChartFrame {
  readonly width: number;
  readonly height: number;
}

/** A curve of one metric of one run with what is needed to draw it. */
export interface Curve {
  /** Of the run and the metric. */
  readonly id: string;
  readonly metric: string;
  /** The metric's look: the first of a chart, the second. */
  readonly rank: number;
  /** The run's place among those that are laid over each other, 0 for the live one. */
  readonly place: number;
  /** What stands at the curve's end; empty where there is only one run. */
  readonly letter: string;
  readonly points: readonly CurvePoint[];
  /** As measured, where `points` are smoothed. */
  readonly raw: readonly CurvePoint[];
  /** Marked one by one: what was measured once an epoch. */
  readonly marks: readonly CurvePoint[];
  /** The best of the run, if it is in sight. */
  readonly best: Best | null;
  /** Where its values first were lost, if that is in sight; they lie at the chart's upper edge. */
  readonly lost: ToldPoint | null;
}

/** A point that a chart says something of. */
export interface ToldPoint extends CurvePoint {
  /** In words. */
  readonly text: string;
}

export type Best = ToldPoint;

/** Where a run is expected, between two values at each step. */
export interface Band {
  readonly low: readonly CurvePoint[];
  readonly high: readonly CurvePoint[];
}

interface Tick {
  readonly value: number;
  readonly label: string;
}

/** A chart in pixels of its own frame. */
export interface ChartLayout {
  readonly frame: ChartFrame;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleContinuousNumeric<number, number>;
  readonly yTicks: readonly Tick[];
  readonly xTicks: readonly Tick[];
  /** The highest value, where it lies above what is in sight; null where everything is in sight. */
  readonly highest: number | null;
}

export interface LayoutOptions {
  /** The steps in sight. */
  readonly steps: readonly [from: number, to: number];
  /** The range of the values, where it is known. */
  readonly domain?: readonly [number, number];
  readonly isLog?: boolean;
  /** A part of the run: then the values do not start at 0. */
  readonly isZoomed?: boolean;
}

const padding = { left: 36, right: 12, top: 8, bottom: 18 };

/** Scales and ticks for curves over steps. */
export function layoutChart(
  frame: ChartFrame,
  curves: readonly Curve[],
  options: LayoutOptions,
): ChartLayout {
  const plot = {
    left: padding.left,
    right: Math.max(padding.left + 10, frame.width - padding.right),
    top: padding.top,
    bottom: frame.height - padding.bottom,
  };
  const [from, to] = options.steps;
  const x = scaleLinear([from, Math.max(from + 1, to)], [plot.left, plot.right]);
  const xFormat = x.tickFormat(4, to >= 10_000 && to - from >= 4000 ? "~s" : ",d");
  return {
    frame,
    plot,
    x,
    ...yAxis(curves, [plot.bottom, plot.top], options),
    xTicks: x
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ value, label: xFormat(value) })),
  };
}

type YAxis = Pick<ChartLayout, "y" | "yTicks" | "highest">;
type Range = readonly [number, number];

function yAxis(curves: readonly Curve[], range: Range, options: LayoutOptions): YAxis {
  return options.isLog === true ? logAxis(curves, range) : linearAxis(curves, range, options);
}

/** What is not positive lies at the bottom. */
function logAxis(curves: readonly Curve[], range: Range): YAxis {
  const [least, most] = widened(extentOf(curves, (value) => value > 0) ?? [0.1, 1]);
  return {
    y: scaleLog([least / 1.05, most * 1.05], range).clamp(true),
    yTicks: logTicks([least / 1.05, most * 1.05]),
    highest: null,
  };
}

/** A curve that hardly moves is a line across the chart, and not its own noise drawn large. */
const leastRatio = 1.6;

function widened([least, most]: Range): Range {
  const missing = Math.sqrt(Math.max(1, leastRatio / (most / least)));
  return [least / missing, most * missing];
}

function linearAxis(
  curves: readonly Curve[],
  range: Range,
  { domain, isZoomed = false }: LayoutOptions,
): YAxis {
  const [least, highest] = extentOf(curves, Number.isFinite) ?? [0, 1];
  const most = domain === undefined ? Math.min(highest, usualMost(curves)) : highest;
  const whole = domain ?? [Math.min(0, least), most > 0 ? most : 1];
  const close = least < most ? [least, most] : [least - 0.5, most + 0.5];
  const y = scaleLinear(isZoomed ? close : whole, range);
  if (domain === undefined || isZoomed) y.nice(4);
  const format = most >= 10_000 ? y.tickFormat(4, "~s") : y.tickFormat(4);
  return {
    y: y.clamp(most < highest || curves.some(({ lost }) => lost !== null)),
    yTicks: y.ticks(4).map((value) => ({ value, label: format(value) })),
    highest: most < highest ? highest : null,
  };
}

const [usualShare, farAbove] = [0.95, 4];

/**
 * The highest value but those few that lie far above where a curve begins and above nearly all that follows. A loss
 * that is lost grows by powers of ten in a few steps, and the first test loss of a normalized network may be as high:
 * they would press the rest into a line.
 */
function usualMost(curves: readonly Curve[]): number {
  const values = valuesOf(curves).filter(Number.isFinite);
  const beginning = min(curves, ({ points }) => points[0]?.value) ?? 0;
  // One that is there: between few values and a high one lie others that are none of them.
  const nearlyAll = values.toSorted(ascending)[Math.floor(usualShare * (values.length - 1))] ?? 0;
  const usual = Math.max(nearlyAll, beginning);
  const kept = usual > 0 ? values.filter((value) => value <= farAbove * usual) : values;
  return max(kept) ?? Infinity;
}

/** The least and the most of the values that count; null without any. */
function extentOf(curves: readonly Curve[], counts: (value: number) => boolean): Range | null {
  const [least, most] = extent(valuesOf(curves).filter(counts));
  return least === undefined ? null : [least, most];
}

/** Without those that are lost: the axis is for what can be read. */
function valuesOf(curves: readonly Curve[]): readonly number[] {
  return curves.flatMap(({ points, raw, marks, lost }) =>
    [...points, ...raw, ...marks]
      .map(({ value }) => value)
      .filter((value) => lost === null || value < lost.value),
  );
}

const [leastTicks, mostTicks] = [3, 6];

/**
 * 1, 2 and 5 of each power of ten in a range of positive values; fewer where there are many powers, and
 * evenly spaced values where the range holds hardly one.
 */
function logTicks([least, most]: Range): readonly Tick[] {
  const [first, last] = [Math.floor(Math.log10(least)), Math.floor(Math.log10(most))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const inRange = (digits: readonly number[]): readonly number[] =>
    powers
      .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
      .filter((value) => value >= least && value <= most);
  const [fine, coarse] = [inRange([1, 2, 5]), inRange([1])];
  const labelled = (value: number): Tick => ({ value, label: short(value) });
  if (fine.length < leastTicks) {
    const even = scaleLinear([least, most], [0, 1]);
    const format = even.tickFormat(4);
    return even.ticks(4).map((value) => ({ value, label: withMinus(format(value)) }));
  }
  if (fine.length <= mostTicks) return fine.map(labelled);
  const every = Math.ceil(coarse.length / mostTicks);
  return coarse.filter((_, index) => index % every === 0).map(labelled);
}

function short(value: number): string {
  if (value >= 10_000) return value.toExponential(0).replace("+", "");
  return value < 0.001 ? withMinus(value.toExponential(0)) : `${Number(value.toPrecision(2))}`;
}
