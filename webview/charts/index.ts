import { headMetrics } from "../../model/metrics/headMetrics.js";
import { metrics } from "../../model/metrics/index.js";
import type { Metric } from "../../model/metrics/metric.js";
import type { EpochResult } from "../../model/metrics/chapterRuns.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import { t } from "../words/l10n.js";
import { registry } from "../../model/registry.js";

/** A chart of the panel: metrics that share an axis. */
export interface ChartSpec {
  readonly id: Metric["chart"];
  readonly title: string;
  readonly metrics: readonly Metric[];
  /** The range of the values, where it is known beforehand. */
  readonly domain?: readonly [number, number];
  /** Whether a logarithmic scale says something of these values. */
  readonly canBeLog: boolean;
  /** The number of the recorded runs that is drawn as the expected band. */
  readonly expected?: keyof EpochResult;
}

/** With what the network's auxiliary heads say, where it has any. */
export function withHeads(spec: ChartSpec, graph: NetworkGraph | null): ChartSpec {
  const own = graph === null ? [] : headMetrics(graph).filter(({ chart }) => chart === spec.id);
  return own.length === 0 ? spec : { ...spec, metrics: [...spec.metrics, ...own] };
}

function metricsOf(chart: Metric["chart"]): readonly Metric[] {
  return metrics.filter((metric) => metric.chart === chart);
}

/** Every chart, in the order of the panel. */
export const charts: readonly ChartSpec[] = registry("charts", [
  {
    id: "loss",
    title: t("Loss"),
    metrics: metricsOf("loss"),
    canBeLog: true,
    expected: "testLoss",
  },
  {
    id: "accuracy",
    title: t("Accuracy"),
    metrics: metricsOf("accuracy"),
    domain: [0, 1],
    canBeLog: false,
    expected: "testAccuracy",
  },
  {
    id: "speed",
    title: t("Examples per second"),
    metrics: metricsOf("speed"),
    canBeLog: false,
  },
]);
