import { examplesPerSecond } from "../../metrics/examplesPerSecond.js";
import type { Metric } from "../../metrics/metric.js";
import { testAccuracy } from "../../metrics/testAccuracy.js";
import { isLost, toldOf, type ToldRun } from "../../metrics/told.js";
import { trainAccuracy } from "../../metrics/trainAccuracy.js";
import { trainLoss } from "../../metrics/trainLoss.js";

/** What is told of a run's numbers in a terminal: the same as on every page. */
export function runNumbers(run: ToldRun): readonly string[] {
  const speed = toldOf(examplesPerSecond, run).value;
  return [
    ...labelled(run, trainLoss, "loss"),
    ...labelled(run, trainAccuracy, "accuracy"),
    ...labelled(run, testAccuracy, "test accuracy"),
    ...(speed === null ? [] : [`${examplesPerSecond.format(speed)} ${examplesPerSecond.unit}`]),
  ];
}

function labelled(run: ToldRun, metric: Metric, label: string): readonly string[] {
  const { value } = toldOf(metric, run);
  return value === null ? [] : [`${label} ${numberOrLost(metric, value)}`];
}

/** In a word where it says nothing but that the numbers are lost. */
export function numberOrLost(metric: Metric, value: number): string {
  return isLost(metric, value) ? "lost" : metric.format(value);
}
