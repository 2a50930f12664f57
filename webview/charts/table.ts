import { metrics } from "../../model/metrics/index.js";
import { valueAtStep } from "../../model/metrics/metric.js";
import type { RunState } from "../../model/run/state.js";
import { formatCount } from "../format.js";

/** The curves as numbers: a row a step, a column a metric. */
export interface MetricsTable {
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly step: number;
  readonly cells: readonly string[];
}

const mostRows = 24;

/** At most 24 rows, evenly over the run, the newest first: as many as a person listens to. */
export function tableOf(run: RunState): MetricsTable {
  const series = metrics.map((metric) => metric.series(run));
  return {
    columns: [
      { id: "step", title: "Step" },
      ...metrics.map(({ id, title, unit }) => ({
        id,
        // The unit says what it is, in less room, and may break.
        title: unit === "" ? title : unit.replace("/", " /"),
      })),
    ],
    rows: rowSteps(run).map((step) => ({
      step,
      cells: [
        formatCount(step),
        ...metrics.map((metric, index) => {
          const values = series[index];
          const value = values === undefined ? null : valueAtStep(values, step);
          return value === null ? "–" : metric.format(value);
        }),
      ],
    })),
  };
}

/** Round steps where possible, so that rows stay while a run goes on. */
function rowSteps({ steps }: RunState): readonly number[] {
  const last = steps[steps.length - 1]?.step ?? 0;
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
