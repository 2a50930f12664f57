import {
  latestValue,
  valueAtStep,
  type Metric,
  type RunPoints,
} from "../../model/metrics/metric.js";
import { formatCount } from "../format.js";
import { t } from "../l10n.js";
import { lastStepOf, type ChartRun } from "./chartView.js";
import type { ChartSpec } from "./index.js";
import type { Crosshair, Reading } from "./lineChart.js";
import { shortOf, titleOf, valueText } from "./metricText.js";
import { stepWithin, type StepWindow } from "./window.js";

/** What is read of the curves at a step. */
export interface ChartReading {
  readonly crosshair: Crosshair;
  readonly legend: readonly LegendEntry[];
  /** The whole as a sentence, for a screen reader. */
  readonly spoken: string;
}

export interface LegendEntry {
  readonly id: string;
  readonly rank: number;
  readonly label: string;
  readonly isHidden: boolean;
  readonly values: readonly LegendValue[];
}

export interface LegendValue {
  readonly id: string;
  readonly place: number;
  readonly letter: string;
  /** Of the run. */
  readonly title: string;
  readonly text: string;
}

export interface ReadingInput {
  /** The step under the pointer; null for none. */
  readonly crosshair: number | null;
  /** The steps in sight. */
  readonly steps: StepWindow;
  /** Metrics that are not drawn. */
  readonly hidden: readonly string[];
}

/** What is read at the crosshair; the newest of each run where there is none. */
export function chartReadingOf(
  spec: ChartSpec,
  runs: readonly ChartRun[],
  { crosshair, steps, hidden }: ReadingInput,
): ChartReading {
  const step = crosshair === null ? null : stepWithin(crosshair, steps);
  const drawn = spec.metrics.filter(({ id }) => !hidden.includes(id));
  return {
    crosshair: { step, readings: step === null ? [] : readingsAt(spec, runs, drawn, step) },
    legend: legendOf(spec, runs, hidden, step),
    spoken: spokenAt(spec, runs, step),
  };
}

/** A run that has ended before the step has no value there. */
function valueIn(points: RunPoints, metric: Metric, step: number | null): number | null {
  if (step === null) return latestValue(metric, points);
  return step > lastStepOf(points) ? null : valueAtStep(metric.series(points), step);
}

function readingsAt(
  spec: ChartSpec,
  runs: readonly ChartRun[],
  drawn: readonly Metric[],
  step: number,
): readonly Reading[] {
  return runs.flatMap(({ id, place, points }) =>
    drawn.flatMap((metric): readonly Reading[] => {
      const value = valueIn(points, metric, step);
      const rank = spec.metrics.indexOf(metric);
      return value === null || !Number.isFinite(value)
        ? []
        : [{ id: `${id} ${metric.id}`, rank, place, value }];
    }),
  );
}

function legendOf(
  spec: ChartSpec,
  runs: readonly ChartRun[],
  hidden: readonly string[],
  step: number | null,
): readonly LegendEntry[] {
  return spec.metrics.map((metric, rank) => ({
    id: metric.id,
    rank,
    label: spec.metrics.length > 1 ? shortOf(metric) : "",
    isHidden: hidden.includes(metric.id),
    values: runs.map(({ id, place, letter, title, points }) => ({
      id,
      place,
      letter,
      title,
      text: valueText(metric, valueIn(points, metric, step)),
    })),
  }));
}

function spokenAt(spec: ChartSpec, runs: readonly ChartRun[], at: number | null): string {
  const step = at ?? Math.max(0, ...runs.map(({ points }) => lastStepOf(points)));
  const values = runs.flatMap(({ letter, points }) =>
    spec.metrics.map((metric) => {
      const name = letter === "" ? titleOf(metric) : `${letter} ${titleOf(metric)}`;
      return `${name} ${valueText(metric, valueIn(points, metric, at))}`;
    }),
  );
  return t("Step {0}: {1}", formatCount(step), values.join(", "));
}
