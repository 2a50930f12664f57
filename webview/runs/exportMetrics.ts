import type { RunConfig } from "../../model/run/config.js";
import type { EvaluationPoint } from "../../model/run/state.js";
import type { StepHistory } from "../../model/run/stepHistory.js";
import { t } from "../words/l10n.js";
import { markdownRow, markdownText } from "../words/markdown.js";

/** A run as it is taken away. */
export interface ExportedRun {
  readonly id: string;
  readonly title: string;
  /** Null before the run has begun. */
  readonly config: RunConfig | null;
  readonly steps: StepHistory;
  readonly evaluations: readonly EvaluationPoint[];
}

/** The columns of the CSV file, in order; scripts build on these names. */
export const csvColumns = [
  "run",
  "step",
  "epoch",
  "train_loss",
  "train_accuracy",
  "learning_rate",
  "examples_per_second",
  "test_loss",
  "test_accuracy",
] as const;

/**
 * A row a step; the test columns are filled at the last step of an epoch, and empty elsewhere. As RFC 4180
 * has it: CRLF at every line's end, and quotes around what has a comma, a quote or a line break.
 */
export function metricsCsv(runs: readonly ExportedRun[]): string {
  const lines = [[...csvColumns], ...runs.flatMap(rowsOf)];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

function rowsOf({ id, steps, evaluations }: ExportedRun): readonly string[][] {
  const [stepAt, evaluationAt] = [byStep(steps), byStep(evaluations)];
  const all = [...new Set([...stepAt.keys(), ...evaluationAt.keys()])].sort((a, b) => a - b);
  return all.map((step) => {
    const [point, evaluation] = [stepAt.get(step), evaluationAt.get(step)];
    const values = [
      step,
      point?.epoch ?? evaluation?.epoch,
      point?.loss,
      point?.accuracy,
      point?.learningRate,
      point?.examplesPerSecond,
      evaluation?.loss,
      evaluation?.accuracy,
    ];
    return [id, ...values.map((value) => (value === undefined ? "" : String(value)))];
  });
}

function byStep<P extends { readonly step: number }>(points: Iterable<P>): ReadonlyMap<number, P> {
  return new Map(Array.from(points, (point) => [point.step, point]));
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Everything that is known of the runs' curves, in the words of the run's own record. */
export function metricsJson(runs: readonly ExportedRun[]): string {
  return `${JSON.stringify({ runs }, null, 2)}\n`;
}

/** A row an epoch, for a text. */
export function metricsMarkdown(runs: readonly ExportedRun[]): string {
  const titles = [
    t("Run"),
    t("Epoch"),
    t("Step"),
    t("Training loss"),
    t("Training accuracy"),
    t("Test loss"),
    t("Test accuracy"),
    t("Examples per second"),
  ];
  const rows = runs.flatMap(({ title, evaluations }) =>
    evaluations.map((each) => [
      markdownText(title),
      String(each.epoch),
      String(each.step),
      each.trainLoss.toFixed(3),
      each.trainAccuracy.toFixed(3),
      each.loss.toFixed(3),
      each.accuracy.toFixed(3),
      each.examplesPerSecond.toFixed(1),
    ]),
  );
  return [
    markdownRow(titles),
    markdownRow(titles.map((_, index) => (index === 0 ? "---" : "---:"))),
    ...rows.map(markdownRow),
    "",
  ].join("\n");
}
