import type { Metric } from "../../model/metrics/metric.js";
import { formatMeasured } from "../format.js";
import { t } from "../l10n.js";

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

export function titleOf({ title }: Metric): string {
  return names[title] ?? title;
}

/** One word, for a legend. */
export function shortOf({ short }: Metric): string {
  return names[short] ?? short;
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
