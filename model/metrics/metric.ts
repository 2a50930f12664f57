import type { NetworkNode } from "../network/node.js";
import type { RunSummary } from "../run/events.js";
import type { RunState } from "../run/state.js";
import type { StepField, StepHistory } from "../run/stepHistory.js";

/** A number over the steps of a run, read in place: nothing is copied, so a long history costs nothing. */
export interface Series {
  readonly length: number;
  step(index: number): number;
  value(index: number): number;
}

/** What metrics read of a run: a live one, or a past one, of which the measurements of its nodes are not at hand. */
export type RunPoints = Pick<RunState, "steps" | "evaluations"> &
  Partial<Pick<RunState, "statistics">>;

/** How a number of a run is named, read and written. */
export interface Metric {
  /** Never changes: view states and exports refer to it. */
  readonly id: string;
  readonly title: string;
  /** For where there is room for one word. */
  readonly short: string;
  /** The node that it is of, where it is not of the whole network. */
  readonly node?: NetworkNode;
  /** Empty where the number has none. */
  readonly unit: string;
  /** Metrics of one chart share an axis. */
  readonly chart: "loss" | "accuracy" | "speed";
  /** Measured after steps, or once an epoch. */
  readonly every: "step" | "epoch";
  /** Which value is the best of a run; null where none is. */
  readonly best: "lowest" | "highest" | null;
  /** Whether one value says little: it is of one batch. */
  readonly isNoisy: boolean;
  series(run: RunPoints): Series;
  /** What the summary of a run that has ended says of it; missing where that says nothing. */
  readonly summarized?: (summary: RunSummary) => number | null;
  /** The number without its unit. */
  format(value: number): string;
}

/** A series over points that carry their step. */
export function seriesOf<P extends { readonly step: number }>(
  points: readonly P[],
  read: (point: P) => number,
): Series {
  const at = (index: number): P => {
    const point = points[index];
    if (point === undefined) throw new RangeError(`No point ${index} among ${points.length}.`);
    return point;
  };
  return {
    length: points.length,
    step: (index) => at(index).step,
    value: (index) => read(at(index)),
  };
}

/** A series of one number of the steps. */
export function stepSeries(steps: StepHistory, field: StepField): Series {
  return {
    length: steps.length,
    step: (index) => steps.read(index, "step"),
    value: (index) => steps.read(index, field),
  };
}

/** The newest value, or null before the first. */
export function latestValue(metric: Metric, run: RunPoints): number | null {
  const series = metric.series(run);
  return series.length === 0 ? null : series.value(series.length - 1);
}

/** The newest value at or before a step, as a curve shows it under the pointer; null before the first. */
export function valueAtStep(series: Series, step: number): number | null {
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (series.step(middle) <= step) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : series.value(low - 1);
}

/** The place of the best value that is a number, the first of equals; null where the metric has none. */
export function bestIndex(metric: Metric, run: RunPoints): number | null {
  if (metric.best === null) return null;
  const sign = metric.best === "lowest" ? 1 : -1;
  const series = metric.series(run);
  let best: number | null = null;
  for (let index = 0; index < series.length; index++) {
    const value = series.value(index);
    if (!Number.isFinite(value)) continue;
    if (best === null || sign * value < sign * series.value(best)) best = index;
  }
  return best;
}
