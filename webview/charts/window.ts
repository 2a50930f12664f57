import type { Series } from "../../model/metrics/metric.js";
import type { CurvePoint } from "./downsample.js";

export type StepWindow = readonly [from: number, to: number];

/** A step, or the end of the window beyond which it lies. */
export function stepWithin(step: number, [from, to]: StepWindow): number {
  return Math.min(to, Math.max(from, step));
}

/** The part of a series within a window, with one point more on each side. */
export function within(series: Series, [from, to]: StepWindow): Series {
  const start = Math.max(0, firstFrom(series, from) - 1);
  const end = Math.min(series.length, firstFrom(series, to) + 1);
  return {
    length: Math.max(0, end - start),
    step: (index) => series.step(start + index),
    value: (index) => series.value(start + index),
  };
}

/** The place of the first point at or after a step. */
function firstFrom(series: Series, step: number): number {
  let [low, high] = [0, series.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (series.step(middle) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cuts a line at the edges of a window, where it crosses them. */
export function cutAt(
  points: readonly CurvePoint[],
  [from, to]: StepWindow,
): readonly CurvePoint[] {
  const inside = points.filter(({ step }) => step >= from && step <= to);
  return [
    ...crossing(points, from, (point) => point.step < from),
    ...inside,
    ...crossing(points, to, (point) => point.step <= to),
  ];
}

/** The point at which a line crosses a step; none where it has a point there or does not reach it. */
function crossing(
  points: readonly CurvePoint[],
  step: number,
  isBefore: (point: CurvePoint) => boolean,
): readonly CurvePoint[] {
  const next = points.findIndex((point) => !isBefore(point));
  const [left, right] = [points[next - 1], points[next]];
  if (left === undefined || right === undefined || left.step === step || right.step === step) {
    return [];
  }
  const share = (step - left.step) / (right.step - left.step);
  return [{ step, value: left.value + share * (right.value - left.value) }];
}

/** As few steps as a chart still shows apart. */
const fewest = 10;

/** The window with its center held in place and its width multiplied; null for the whole run. */
export function zoomWindow(
  [from, to]: StepWindow,
  { factor, center, lastStep }: Record<"factor" | "center" | "lastStep", number>,
): StepWindow | null {
  const width = Math.max(fewest, (to - from) * factor);
  const share = to > from ? (center - from) / (to - from) : 0.5;
  return windowOf(center - share * width, center + (1 - share) * width, lastStep);
}

/** The window moved by a share of its width, in whole steps within the run. */
export function panWindow([from, to]: StepWindow, share: number, lastStep: number): StepWindow {
  const width = to - from;
  const wanted = Math.round(from + share * width);
  const start = Math.min(Math.max(0, wanted), Math.max(0, lastStep - width));
  return [start, start + width];
}

/** From one step to another in either order, in whole steps within the run; null where that is all of it. */
export function windowOf(one: number, other: number, lastStep: number): StepWindow | null {
  const low = Math.min(one, other);
  const from = Math.max(0, Math.min(Math.floor(low), lastStep - fewest));
  const to = Math.min(lastStep, Math.max(Math.ceil(Math.max(one, other)), from + fewest));
  return from <= 0 && to >= lastStep ? null : [from, to];
}
