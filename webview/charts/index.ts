import { metrics } from "../../model/metrics/index.js";
import type { Metric } from "../../model/metrics/metric.js";

/** A chart of the panel: metrics that share an axis. */
export interface ChartSpec {
  readonly id: Metric["chart"];
  readonly title: string;
  readonly metrics: readonly Metric[];
  /** The range of the values, where it is known beforehand. */
  readonly domain?: readonly [number, number];
}

function metricsOf(chart: Metric["chart"]): readonly Metric[] {
  return metrics.filter((metric) => metric.chart === chart);
}

/** Every chart, in the order of the panel. */
export const charts: readonly ChartSpec[] = [
  { id: "loss", title: "Loss", metrics: metricsOf("loss") },
  { id: "accuracy", title: "Accuracy", metrics: metricsOf("accuracy"), domain: [0, 1] },
  { id: "speed", title: "Examples per second", metrics: metricsOf("speed") },
];
