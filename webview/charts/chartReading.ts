import { valueAtStep, type Metric } from "../../model/metrics/metric.js";
import { stepsAveraged, toldOf, type ToldRun } from "../../model/metrics/told.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import { lastStepOf, type ChartRun } from "./chartView.js";
import type { ChartSpec } from "./index.js";
import type { Crosshair, CurveReading } from "./lineChart.js";
import { shortOf, titleOf, toldText, valueText } from "../words/metricText.js";
import { stepWithin, type StepWindow } from "./window.js";

/** What is read of the curves at a step. */
export interface ChartReading {
  readonly crosshair: Crosshair;
  readonly legend: readonly LegendEntry[];
  /** Of which step or steps the numbers of the legend are. */
  readonly caption: string;
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
    caption: captionOf(spec, runs, step),
    spoken: spokenAt(spec, runs, step),
  };
}

/** A run that has ended before the step has no value there. */
function valueIn(points: ToldRun, metric: Metric, step: number): number | null {
  return step > lastStepOf(points) ? null : valueAtStep(metric.series(points), step);
}

function textIn(points: ToldRun, metric: Metric, step: number | null): string {
  return step === null
    ? toldText(metric, toldOf(metric, points))
    : valueText(metric, valueIn(points, metric, step));
}

function readingsAt(
  spec: ChartSpec,
  runs: readonly ChartRun[],
  drawn: readonly Metric[],
  step: number,
): readonly CurveReading[] {
  return runs.flatMap(({ id, place, points }) =>
    drawn.flatMap((metric): readonly CurveReading[] => {
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
      text: textIn(points, metric, step),
    })),
  }));
}

function captionOf(spec: ChartSpec, runs: readonly ChartRun[], step: number | null): string {
  if (step !== null) return t("at step {0}", formatCount(step));
  const [live] = runs;
  if (live === undefined || lastStepOf(live.points) === 0) return "";
  const kinds = spec.metrics.map((metric) => toldOf(metric, live.points).of);
  if (kinds.includes("end")) return t("at the end");
  if (!kinds.includes("steps")) return t("now");
  const { length } = live.points.steps;
  return length === 1
    ? t("first step")
    : t("mean of the last {0} steps", Math.min(stepsAveraged, length));
}

function spokenAt(spec: ChartSpec, runs: readonly ChartRun[], at: number | null): string {
  const step = at ?? Math.max(0, ...runs.map(({ points }) => lastStepOf(points)));
  const values = runs.flatMap(({ letter, points }) =>
    spec.metrics.map((metric) => {
      const name = letter === "" ? titleOf(metric) : `${letter} ${titleOf(metric)}`;
      return `${name} ${textIn(points, metric, at)}`;
    }),
  );
  return t("Step {0}: {1}", formatCount(step), values.join(", "));
}
