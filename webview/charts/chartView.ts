import { bestIndex, type Metric, type RunPoints, type Series } from "../../model/metrics/metric.js";
import { mostTold, type ToldRun } from "../../model/metrics/told.js";
import { chapterRuns } from "../../model/metrics/chapterRuns.js";
import type { RunState } from "../../model/run/state.js";
import { formatCount, formatMeasured } from "../words/format.js";
import { t } from "../words/l10n.js";
import {
  layoutChart,
  type Band,
  type Best,
  type ChartFrame,
  type Curve,
  type ToldPoint,
} from "./chartLayout.js";
import { downsample, type CurvePoint } from "./downsample.js";
import { expectedBand } from "./expectedBand.js";
import type { ChartSpec } from "./index.js";
import type { LineChart, SizeChange } from "./lineChart.js";
import { titleOf, valueText } from "../words/metricText.js";
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
  readonly points: ToldRun;
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

/** The curves of a chart, whatever is read of them. */
export interface ChartView {
  readonly chart: LineChart;
  /** The best of the live run and the band, in words; empty where there is neither. */
  readonly note: string;
  readonly lastStep: number;
  /** The steps in sight. */
  readonly steps: StepWindow;
}

export interface ChartInput {
  readonly frame: ChartFrame;
  readonly settings: ChartSettings;
  /** The live run, for what is expected of its recipe. */
  readonly run: Pick<RunState, "started" | "sizes">;
}

/** What a chart shows of runs. */
export function chartViewOf(
  spec: ChartSpec,
  runs: readonly ChartRun[],
  { frame, settings, run }: ChartInput,
): ChartView {
  const lastStep = Math.max(0, ...runs.map(({ points }) => lastStepOf(points)));
  const steps = settings.steps ?? [0, lastStep];
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
    chart: { layout, curves, band, changes: changesOf(run, steps) },
    note: noteOf(spec, runs[0], {
      hasBand: band !== null,
      highest: layout.highest,
      lost: curves.flatMap(({ place, lost }) => (place === 0 && lost !== null ? [lost.text] : [])),
    }),
    lastStep,
    steps,
  };
}

export function lastStepOf({ steps, evaluations }: RunPoints): number {
  return Math.max(steps.at(-1)?.step ?? 0, evaluations[evaluations.length - 1]?.step ?? 0);
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
  const cap = mostTold(metric);
  const series = cappedAt(metric.series(points), cap);
  const line = (weight: number): readonly CurvePoint[] =>
    cutAt(downsample(within(smooth(series, weight), steps), Math.max(1, width / 2)), steps);
  const isSmoothed = metric.every === "step" && settings.smoothing > 0;
  const inSight = ({ step }: CurvePoint): boolean => step >= steps[0] && step <= steps[1];
  const marks = metric.every === "epoch" ? downsample(series, series.length).filter(inSight) : [];
  const best = bestOf(metric, points);
  return {
    id: `${id} ${metric.id}`,
    metric: metric.id,
    rank: spec.metrics.indexOf(metric),
    place,
    letter,
    points: line(isSmoothed ? settings.smoothing : 0),
    raw: isSmoothed ? line(0) : [],
    marks,
    best: best !== null && inSight(best) ? best : null,
    lost: lostOf(metric, within(series, steps), cap),
  };
}

/** Where the images of the live run got another size. */
function changesOf(
  { sizes }: Pick<RunState, "sizes">,
  [from, to]: StepWindow,
): readonly SizeChange[] {
  return sizes
    .filter(({ step }) => step > Math.max(0, from) && step < to)
    .map(({ step, size }) => ({
      step,
      text: t("Images of {0} from step {1} on", size.join("×"), formatCount(step + 1)),
    }));
}

/** What lies above is lost: how far it lies says nothing, and an axis up to it could not be read. */
function cappedAt(series: Series, cap: number): Series {
  if (cap === Infinity) return series;
  return { ...series, value: (index) => Math.min(series.value(index), cap) };
}

function lostOf(metric: Metric, series: Series, cap: number): ToldPoint | null {
  if (cap === Infinity) return null;
  for (let index = 0; index < series.length; index++) {
    if (series.value(index) < cap || Number.isNaN(series.value(index))) continue;
    const step = series.step(index);
    const text = t("{0} lost at step {1}", titleOf(metric), formatCount(step));
    return { step, value: cap, text };
  }
  return null;
}

/** The best value of a run, where it is measured once an epoch. */
function bestOf(metric: Metric, points: RunPoints): Best | null {
  const index = bestIndex(metric, points);
  const evaluation = index === null ? undefined : points.evaluations[index];
  if (index === null || evaluation === undefined) return null;
  const value = metric.series(points).value(index);
  const text = t("Best: {0} after epoch {1}", valueText(metric, value), evaluation.epoch);
  return { step: evaluation.step, value, text };
}

function bandOf(
  { expected }: ChartSpec,
  run: Pick<RunState, "started">,
  [from, to]: StepWindow,
  lastStep: number,
): Band | null {
  const band = expected === undefined ? null : expectedBand(run, expected);
  if (band === null) return null;
  const cut: StepWindow = [from, Math.min(to, lastStep)];
  const [low, high] = [cutAt(band.low, cut), cutAt(band.high, cut)];
  return low.length < 2 ? null : { low, high };
}

function noteOf(
  { metrics }: ChartSpec,
  live: ChartRun | undefined,
  {
    hasBand,
    highest,
    lost,
  }: {
    readonly hasBand: boolean;
    readonly highest: number | null;
    readonly lost: readonly string[];
  },
): string {
  const best = metrics.flatMap((metric): readonly string[] => {
    const found = live === undefined ? null : bestOf(metric, live.points);
    return found === null ? [] : [found.text];
  });
  const band = hasBand ? [t("gray band: range of {0} recorded runs", chapterRuns.length)] : [];
  const beyond = highest === null ? [] : [t("above the chart: up to {0}", formatMeasured(highest))];
  return [...best, ...lost, ...beyond, ...band].join(" · ");
}
