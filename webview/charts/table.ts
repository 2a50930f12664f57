import { headMetrics } from "../../model/metrics/headMetrics.js";
import { metrics } from "../../model/metrics/index.js";
import { valueAtStep, type Metric } from "../../model/metrics/metric.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { ChartRun } from "./chartView.js";
import { titleOf, unitOf, valueText } from "../words/metricText.js";

/** The curves as numbers: a row a step, a column a metric of a run. */
export interface MetricsTable {
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly step: number;
  readonly cells: readonly string[];
}

const mostRows = 24;

/**
 * At most 24 rows, evenly over the runs, the newest first: as many as a person listens to. The graph is that
 * of the first run.
 */
export function tableOf(runs: readonly ChartRun[], graph: NetworkGraph | null): MetricsTable {
  const heads = graph === null ? [] : headMetrics(graph);
  const series = runs.flatMap(({ id, letter, place, points }) =>
    // Of a past run the heads' numbers are not at hand.
    [...metrics, ...(place === 0 ? heads : [])].map((metric) => ({
      id: `${id} ${metric.id}`,
      metric,
      title: [letter, columnTitle(metric)].filter((part) => part !== "").join(" "),
      values: metric.series(points),
    })),
  );
  const last = Math.max(0, ...series.map(({ values }) => lastStepOf(values)));
  return {
    columns: [{ id: "step", title: t("Step") }, ...series.map(({ id, title }) => ({ id, title }))],
    rows: rowSteps(last).map((step) => ({
      step,
      cells: [
        formatCount(step),
        ...series.map(({ metric, values }) => {
          return valueText(metric, valueAtStep(values, step));
        }),
      ],
    })),
  };
}

/** The unit says what it is, in less room, and may break. */
function columnTitle(metric: Metric): string {
  return metric.unit === "" ? titleOf(metric) : unitOf(metric).replace("/", " /");
}

function lastStepOf(series: { readonly length: number; step(index: number): number }): number {
  return series.length === 0 ? 0 : series.step(series.length - 1);
}

/** Round steps where possible, so that rows stay while a run goes on. */
function rowSteps(last: number): readonly number[] {
  if (last === 0) return [];
  const every = roundUp(last / (mostRows - 1));
  const rows = [last];
  for (let step = Math.floor((last - 1) / every) * every; step > 0; step -= every) rows.push(step);
  return rows;
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const digit = [1, 2, 5].find((candidate) => candidate * power >= value) ?? 10;
  return digit * power;
}
