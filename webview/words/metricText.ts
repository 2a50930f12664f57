import type { Metric } from "../../model/metrics/metric.js";
import { isLost, stepsAveraged, type Told } from "../../model/metrics/told.js";
import { formatMeasured } from "./format.js";
import { t } from "./l10n.js";
import { longTitle } from "./nodeText.js";

/** The metrics' names as the model has them, for the translators. */
const names: Readonly<Record<string, string>> = {
  "Training loss": t("Training loss"),
  "Test loss": t("Test loss"),
  "Training accuracy": t("Training accuracy"),
  "Test accuracy": t("Test accuracy"),
  "Examples per second": t("Examples per second"),
  loss: t("loss"),
  train: t("train"),
  test: t("test"),
  speed: t("speed"),
  "examples/s": t("examples/s"),
};

export function titleOf({ title, node }: Metric): string {
  const name = names[title] ?? title;
  return node === undefined ? name : t("{0}, {1}", name, longTitle(node));
}

/** One word, for a legend; of a node what it is called. */
export function shortOf({ short, node }: Metric): string {
  return node === undefined ? (names[short] ?? short) : longTitle(node);
}

export function unitOf({ unit }: Metric): string {
  return names[unit] ?? unit;
}

/** As the metric writes it; short where it has grown to what no metric has a unit for. */
export function valueText(metric: Metric, value: number | null): string {
  if (value === null) return "–";
  return metric.unit === "" && Math.abs(value) >= 9999.5
    ? formatMeasured(value)
    : metric.format(value);
}

/** The number that is told of a run; a word where it is lost. Read at a step, it is written as it was measured. */
export function toldText(metric: Metric, { value }: Pick<Told, "value">): string {
  return value !== null && isLost(metric, value) ? t("lost") : valueText(metric, value);
}

/** What the number is, and of how much of the run. */
export function toldHint(metric: Metric, { of }: Pick<Told, "of">): string {
  const title = titleOf(metric);
  switch (of) {
    case "steps":
      return t("{0}, mean of the last {1} steps", title, stepsAveraged);
    case "latest":
      return metric.every === "epoch" ? t("{0} after the last epoch", title) : title;
    case "end":
      return metric.isNoisy
        ? t("{0} at the end: mean of the last epoch", title)
        : t("{0} at the end of the run", title);
  }
}
