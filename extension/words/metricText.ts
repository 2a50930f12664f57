import * as vscode from "vscode";
import type { Metric } from "../../model/metrics/metric.js";
import { isLost } from "../../model/metrics/told.js";

/** The number that is told of a run; a word where it is lost. */
export function toldText(metric: Metric, value: number): string {
  return isLost(metric, value) ? vscode.l10n.t("lost") : metric.format(value);
}
