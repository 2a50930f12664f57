import { latestValue, valueAtStep, type Metric, type Series } from "../../model/metrics/metric.js";
import type { RunState } from "../../model/run/state.js";
import { formatCount } from "../format.js";
import { layoutChart, type ChartFrame, type Curve } from "./chartLayout.js";
import type { ChartSpec } from "./index.js";
import { downsample } from "./downsample.js";
import type { LineChart, Reading } from "./lineChart.js";

/** A chart of a run with what is written above it. */
export interface ChartView {
  readonly chart: LineChart;
  readonly legend: readonly LegendEntry[];
  readonly lastStep: number;
  /** The whole as a sentence, for a screen reader. */
  readonly spoken: string;
}

export interface LegendEntry {
  readonly id: string;
  readonly rank: number;
  readonly label: string;
  readonly value: string;
}

/** What a chart shows of a run in a frame, with the crosshair at a step. */
export function chartViewOf(
  spec: ChartSpec,
  run: RunState,
  frame: ChartFrame,
  crosshair: number | null,
): ChartView {
  const lastStep = run.steps[run.steps.length - 1]?.step ?? 0;
  const series = spec.metrics.map((metric) => metric.series(run));
  const curves = spec.metrics.map((metric, rank): Curve => {
    const points = downsample(series[rank] ?? emptySeries, Math.max(1, frame.width / 2));
    return { id: metric.id, rank, every: metric.every, points };
  });
  const at = crosshair === null ? null : Math.min(crosshair, lastStep);
  const readings = at === null ? [] : readingsAt(spec.metrics, series, at);
  const domain = spec.domain === undefined ? {} : { domain: spec.domain };
  return {
    chart: {
      layout: layoutChart(frame, curves, { lastStep, ...domain }),
      curves,
      crosshair: at,
      readings,
    },
    legend: spec.metrics.map((metric, rank) => ({
      id: metric.id,
      rank,
      label: spec.metrics.length > 1 ? metric.short : "",
      value: valueText(metric, at === null ? latestValue(metric, run) : valueOf(readings, metric)),
    })),
    lastStep,
    spoken: spokenAt(spec.metrics, at ?? lastStep, (metric) =>
      at === null ? latestValue(metric, run) : valueOf(readings, metric),
    ),
  };
}

const emptySeries: Series = { length: 0, step: () => 0, value: () => 0 };

function readingsAt(
  metrics: readonly Metric[],
  series: readonly Series[],
  step: number,
): readonly Reading[] {
  return metrics.flatMap((metric, rank) => {
    const value = valueAtStep(series[rank] ?? emptySeries, step);
    return value === null ? [] : [{ id: metric.id, rank, value }];
  });
}

function valueOf(readings: readonly Reading[], { id }: Metric): number | null {
  return readings.find((reading) => reading.id === id)?.value ?? null;
}

function valueText(metric: Metric, value: number | null): string {
  return value === null ? "–" : metric.format(value);
}

function spokenAt(
  metrics: readonly Metric[],
  step: number,
  read: (metric: Metric) => number | null,
): string {
  const values = metrics.map((metric) => `${metric.title} ${valueText(metric, read(metric))}`);
  return `Step ${formatCount(step)}: ${values.join(", ")}`;
}
