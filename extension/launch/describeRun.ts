import { examplesPerSecond } from "../../model/metrics/examplesPerSecond.js";
import { latestValue, type Metric } from "../../model/metrics/metric.js";
import { testAccuracy } from "../../model/metrics/testAccuracy.js";
import { trainAccuracy } from "../../model/metrics/trainAccuracy.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import type { RunEvent } from "../../model/run/events.js";
import type { RunState } from "../../model/run/state.js";
import { phaseTexts } from "../phaseTexts.js";

/** A run in one line: phase, step, loss, accuracy, examples per second, time left. */
export function describeRun(run: RunState): string {
  const point = run.steps.at(-1);
  const parts = [phaseTexts[run.phase].title];
  if (point !== undefined) {
    parts.push(`step ${point.step}/${run.started?.totalSteps ?? "?"}`, `epoch ${point.epoch}`);
  }
  parts.push(
    ...labelled(run, trainLoss, "loss"),
    ...labelled(run, trainAccuracy, "accuracy"),
    ...labelled(run, testAccuracy, "test accuracy"),
  );
  const speed = latestValue(examplesPerSecond, run);
  if (speed !== null) parts.push(`${examplesPerSecond.format(speed)} ${examplesPerSecond.unit}`);
  const left = point?.secondsLeft ?? null;
  if (left !== null) parts.push(`${formatDuration(left)} left`);
  return parts.join(" · ");
}

function labelled(run: RunState, metric: Metric, label: string): string[] {
  const value = latestValue(metric, run);
  return value === null ? [] : [`${label} ${metric.format(value)}`];
}

/** What deserves a line of its own, or null. */
export function describeEvent(event: RunEvent): string | null {
  switch (event.kind) {
    case "started":
      return `${event.engine.title} ${event.engine.version} on ${event.engine.device}: ${event.engine.reason}`;
    case "evaluation":
      return `Epoch ${event.epoch}: test accuracy ${testAccuracy.format(event.accuracy)}, training accuracy ${trainAccuracy.format(event.trainAccuracy)}, loss ${trainLoss.format(event.trainLoss)}`;
    case "paused":
      return `Paused at step ${event.step}.`;
    case "resumed":
      return `Resumed at step ${event.step}.`;
    case "log":
      return event.message;
    case "finished":
      return `${event.reason === "stopped" ? "Stopped" : "Finished"} after ${event.summary.steps} steps in ${formatDuration(event.summary.seconds)}.`;
    case "failed":
      return [event.message, event.reason, event.action].filter(Boolean).join(" ");
    case "step":
    case "statistics":
    case "checkpoint":
      return null;
  }
}

/** `1 h 20 min`, `12 min`, `40 s`. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
