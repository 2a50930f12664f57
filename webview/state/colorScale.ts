import { isBlock } from "../../model/network/kinds.js";
import { scaleLog, scaleSqrt } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { LiveValues } from "./liveValues.js";
import { readMeasure, type Coloring, type Range } from "./measures.js";

/** From a measure's values to the colors and bars of the picture. */
export interface ColorScale extends Range {
  /** 0 to 1: the length of a value's bar and the strength of its color. */
  readonly fraction: (value: number) => number;
  /** Values that a legend writes, both ends among them. */
  readonly ticks: readonly number[];
  /** Its ends where values made them, to be kept; null before any is known, and where they are fixed. */
  readonly seen: Range | null;
}

/** What colors the picture, and how. */
export interface Colored {
  readonly coloring: Coloring;
  readonly scale: ColorScale;
}

/**
 * Over the values of now, widened to round ends, and over what was `kept`; over a range of its own where
 * the measure has one.
 */
export function colorScaleOf(
  measure: Coloring,
  graph: NetworkGraph,
  live: LiveValues,
  kept: Range | null = null,
): ColorScale {
  const { scale } = measure;
  const seen = scale.isFixed ? null : rangeOf(measure, graph, live, kept);
  const range = seen ?? scale.range;
  return { ...(scale.kind === "log" ? logScale(range) : rootScale(range)), seen };
}

/** What values of several moments come to, as `seen` of a scale; null where the ends are fixed. */
export function rangeOver(
  measure: Coloring,
  graph: NetworkGraph,
  moments: readonly LiveValues[],
): Range | null {
  if (measure.scale.isFixed) return null;
  return moments.reduce<Range | null>((range, live) => rangeOf(measure, graph, live, range), null);
}

/** Over both; null where neither is known. */
export function bothRanges(a: Range | null, b: Range | null): Range | null {
  if (a === null || b === null) return a ?? b;
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function logScale(range: Range): Omit<ColorScale, "seen"> {
  const scale = scaleLog([range.from, range.to], [0, 1]).clamp(true);
  return {
    ...range,
    fraction: (value) => (value > 0 ? scale(value) : 0),
    ticks: logTicks(range),
  };
}

/** Small shares stand apart: a tenth of a whole has a third of the bar. */
function rootScale(range: Range): Omit<ColorScale, "seen"> {
  const scale = scaleSqrt([range.from, range.to], [0, 1]).clamp(true);
  const ticks = [0, 0.05, 0.2, 0.5, 1].map((part) => range.from + part * (range.to - range.from));
  return { ...range, fraction: (value) => scale(value), ticks };
}

/** Smaller than so much of the largest value is no more than that to a color. */
const widest = 1e6;
/** Values that lie closer together are not drawn as if they lay far apart. */
const narrowest = 10;

function rangeOf(
  measure: Coloring,
  graph: NetworkGraph,
  live: LiveValues,
  kept: Range | null,
): Range | null {
  const values = graph.nodes.flatMap((node) => {
    // What has a color or a bar of its own.
    const isDrawn = node.layer !== undefined || isBlock(node);
    const value = isDrawn ? readMeasure(measure, node, live) : null;
    return value !== null && value > 0 ? [value] : [];
  });
  if (values.length === 0) return kept;
  const most = Math.max(...values);
  const needed = wideRange(Math.max(Math.min(...values), most / widest), most);
  return kept === null ? needed : grown(kept, needed);
}

/**
 * A kept range only grows, to hold what comes: were it to follow values back, a card would change its color
 * while its number stands still, and two moments of a run could not be compared by eye. So it tells of the
 * run so far, as the legend says. Only where it would be too wide to tell anything does its low end give way.
 */
function grown(kept: Range, needed: Range): Range {
  const to = Math.max(kept.to, needed.to);
  const from = Math.max(Math.min(kept.from, needed.from), roundDown(to / widest));
  return from === kept.from && to === kept.to ? kept : { from, to };
}

function wideRange(least: number, most: number): Range {
  let [from, to] = [roundDown(least), roundUp(most)];
  // By turns, so that the values stay in the middle.
  for (let turn = 0; to / from < narrowest * 0.999; turn++) {
    if (turn % 2 === 0) from = roundDown(from * 0.99);
    else to = roundUp(to * 1.01);
  }
  return { from, to };
}

const steps = [1, 2, 5, 10] as const;

/** 0.037 → 0.02 */
function roundDown(value: number): number {
  const power = Math.floor(Math.log10(value) + 1e-9);
  const step = steps.findLast((each) => round(each, power) <= value * (1 + 1e-9)) ?? 1;
  return round(step, power);
}

/** 0.037 → 0.05 */
function roundUp(value: number): number {
  const power = Math.floor(Math.log10(value) + 1e-9);
  const step = steps.find((each) => round(each, power) >= value * (1 - 1e-9)) ?? 10;
  return round(step, power);
}

/** As it is written: 5e-3 is 0.005, and not a hair beside it. */
function round(step: number, power: number): number {
  return Number(`${step}e${power}`);
}

/** The least part of a legend between two ticks: as much as the longest of them needs. */
const tickGap = 0.22;

/** The ends, and between them powers of ten, or steps of 1, 2 and 5 where these say more. */
function logTicks({ from, to }: Range): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const between = (tick: number): boolean => tick > from && tick < to;
  const fine = powers.flatMap((power) => [1, 2, 5].map((step) => round(step, power)));
  const coarse = powers.map((power) => round(1, power));
  const length = Math.log10(to / from);
  const apart = (a: number, b: number): boolean => Math.log10(b / a) / length >= tickGap;
  const chosen = (ticks: readonly number[]): readonly number[] =>
    ticks
      .filter(between)
      .reduce<readonly number[]>(
        (kept, tick) =>
          apart(kept.at(-1) ?? from, tick) && apart(tick, to) ? [...kept, tick] : kept,
        [],
      );
  const inner = [chosen(coarse), chosen(fine)].find(({ length: count }) => count > 1);
  return [from, ...(inner ?? chosen(coarse)), to];
}
