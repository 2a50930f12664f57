import {
  bestIndex,
  latestValue,
  valueAtStep,
  type Metric,
  type RunPoints,
} from "../../model/metrics/metric.js";
import { recordedRuns } from "../../model/metrics/recordedRuns.js";
import type { RunState } from "../../model/run/state.js";
import { formatCount, formatMeasured } from "../format.js";
import { t } from "../l10n.js";
import { layoutChart, type Band, type ChartFrame, type Curve } from "./chartLayout.js";
import { downsample, type CurvePoint } from "./downsample.js";
import { expectedBand } from "./expectedBand.js";
import type { ChartSpec } from "./index.js";
import type { LineChart, Reading } from "./lineChart.js";
import { shortOf, titleOf, valueText } from "./metricText.js";
import { smooth } from "./smooth.js";
import { cutAt, within, type StepWindow } from "./window.js";

/** A run whose curves are drawn. */
export interface ChartRun {
  readonly id: string;
  readonly title: string;
  /** 0 for the live run. */
  readonly place: number;
  /** Its name in the charts; empty where it is the only one. */
  readonly letter: string;
  readonly points: RunPoints;
}

/** What a person chose to see of the curves. */
export interface ChartSettings {
  /** 0 to 0.99: how much of the value before a smoothed one keeps. */
  readonly smoothing: number;
  readonly isLog: boolean;
  /** The steps in sight; null for all. */
  readonly steps: StepWindow | null;
  /** Metrics that are not drawn. */
  readonly hidden: readonly string[];
}

/** A chart with what is written above it. */
export interface ChartView {
  readonly chart: LineChart;
  readonly legend: readonly LegendEntry[];
  /** The best of the live run and the band, in words; empty where there is neither. */
  readonly note: string;
  readonly lastStep: number;
  /** The steps in sight. */
  readonly steps: StepWindow;
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

export interface ChartInput {
  readonly frame: ChartFrame;
  /** The step under the pointer; null for none. */
  readonly crosshair: number | null;
  readonly settings: ChartSettings;
  /** The live run, for what is expected of its recipe. */
  readonly run: RunState;
}

/** What a chart shows of runs. */
export function chartViewOf(
  spec: ChartSpec,
  runs: readonly ChartRun[],
  { frame, crosshair, settings, run }: ChartInput,
): ChartView {
  const lastStep = Math.max(0, ...runs.map(({ points }) => lastStepOf(points)));
  const steps = settings.steps ?? [0, lastStep];
  const at = crosshair === null ? null : Math.min(Math.max(crosshair, steps[0]), steps[1]);
  const drawn = spec.metrics.filter(({ id }) => !settings.hidden.includes(id));
  const curves = runs.flatMap((each) =>
    drawn.map((metric) => curveOf(spec, each, metric, { width: frame.width, steps, settings })),
  );
  const band = bandOf(spec, run, steps, lastStep);
  const layout = layoutChart(frame, curves, {
    steps,
    isLog: settings.isLog && spec.canBeLog,
    isZoomed: settings.steps !== null,
    ...(spec.domain === undefined ? {} : { domain: spec.domain }),
  });
  return {
    chart: {
      layout,
      curves,
      band,
      crosshair: at,
      readings: at === null ? [] : readingsAt(spec, runs, drawn, at),
    },
    legend: legendOf(spec, runs, settings.hidden, at),
    note: noteOf(spec, runs[0], { hasBand: band !== null, highest: layout.highest }),
    lastStep,
    steps,
    spoken: spokenAt(spec, runs, at),
  };
}

function lastStepOf({ steps, evaluations }: RunPoints): number {
  return Math.max(
    steps[steps.length - 1]?.step ?? 0,
    evaluations[evaluations.length - 1]?.step ?? 0,
  );
}

function curveOf(
  spec: ChartSpec,
  { id, place, letter, points }: ChartRun,
  metric: Metric,
  {
    width,
    steps,
    settings,
  }: {
    readonly width: number;
    readonly steps: StepWindow;
    readonly settings: ChartSettings;
  },
): Curve {
  const series = metric.series(points);
  const line = (weight: number): readonly CurvePoint[] =>
    cutAt(downsample(within(smooth(series, weight), steps), Math.max(1, width / 2)), steps);
  const isSmoothed = metric.every === "step" && settings.smoothing > 0;
  const inSight = ({ step }: CurvePoint): boolean => step >= steps[0] && step <= steps[1];
  const marks = metric.every === "epoch" ? downsample(series, series.length).filter(inSight) : [];
  const best = bestIndex(metric, points);
  const bestPoint = best === null ? null : { step: series.step(best), value: series.value(best) };
  return {
    id: `${id} ${metric.id}`,
    metric: metric.id,
    rank: spec.metrics.indexOf(metric),
    place,
    letter,
    points: line(isSmoothed ? settings.smoothing : 0),
    raw: isSmoothed ? line(0) : [],
    marks,
    best: bestPoint !== null && inSight(bestPoint) ? bestPoint : null,
  };
}

function bandOf(
  { expected }: ChartSpec,
  run: RunState,
  [from, to]: StepWindow,
  lastStep: number,
): Band | null {
  const band = expected === undefined ? null : expectedBand(run, expected);
  if (band === null) return null;
  const cut: StepWindow = [from, Math.min(to, lastStep)];
  const [low, high] = [cutAt(band.low, cut), cutAt(band.high, cut)];
  return low.length < 2 ? null : { low, high };
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

function noteOf(
  { metrics }: ChartSpec,
  live: ChartRun | undefined,
  { hasBand, highest }: { readonly hasBand: boolean; readonly highest: number | null },
): string {
  const best = metrics.flatMap((metric): readonly string[] => {
    const index = live === undefined ? null : bestIndex(metric, live.points);
    const point = index === null ? undefined : live?.points.evaluations[index];
    if (point === undefined || live === undefined || index === null) return [];
    const value = valueText(metric, metric.series(live.points).value(index));
    return [t("Best: {0} after epoch {1}", value, point.epoch)];
  });
  const band = hasBand ? [t("gray: {0} recorded runs", recordedRuns.length)] : [];
  const beyond = highest === null ? [] : [t("above the chart: up to {0}", formatMeasured(highest))];
  return [...best, ...beyond, ...band].join(" · ");
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
