import { formatDuration } from "../../model/cli/eventText.js";
import { examplesPerSecond } from "../../model/metrics/examplesPerSecond.js";
import type { Metric } from "../../model/metrics/metric.js";
import { isLost, toldOf } from "../../model/metrics/told.js";
import { testAccuracy } from "../../model/metrics/testAccuracy.js";
import { trainAccuracy } from "../../model/metrics/trainAccuracy.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import type { Phase } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";

/** A run in one line: phase, step, loss, accuracy, examples per second, time left. */
export function describeRun(run: RunState): string {
  const point = run.steps.at(-1);
  const parts = [inWords(run.phase)];
  if (point !== undefined) {
    parts.push(`step ${point.step}/${run.started?.totalSteps ?? "?"}`, `epoch ${point.epoch}`);
  }
  parts.push(
    ...labelled(run, trainLoss, "loss"),
    ...labelled(run, trainAccuracy, "accuracy"),
    ...labelled(run, testAccuracy, "test accuracy"),
  );
  const speed = toldOf(examplesPerSecond, run).value;
  if (speed !== null) parts.push(`${examplesPerSecond.format(speed)} ${examplesPerSecond.unit}`);
  const left = point?.secondsLeft ?? null;
  if (left !== null) parts.push(`${formatDuration(left)} left`);
  return parts.join(" · ");
}

/** `warmingUp` to "Warming up". */
function inWords(phase: Phase): string {
  const words = phase.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function labelled(run: RunState, metric: Metric, label: string): string[] {
  const { value } = toldOf(metric, run);
  if (value === null) return [];
  return [`${label} ${isLost(metric, value) ? "lost" : metric.format(value)}`];
}
