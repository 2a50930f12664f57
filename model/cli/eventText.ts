import { joinSentences } from "../run/userError.js";
import { visibleText } from "../run/visibleText.js";
import type { RunEvent, RunEventOf, RunSummary } from "../run/events.js";

/** What a terminal shows of an event, in lines of visible characters; null for those that say nothing alone. */
export function describeEvent(event: RunEvent, runDirectory: string): string | null {
  switch (event.kind) {
    case "started":
      return describeStart(event, runDirectory);
    case "step":
      return describeStep(event);
    case "evaluation":
      return describeEvaluation(event);
    case "log":
      return visibleText(event.message);
    case "paused":
      return `Paused after step ${event.step}.`;
    case "resumed":
      return "Going on.";
    case "finished":
      return describeSummary(event.reason, event.summary);
    case "failed":
      return visibleText(
        joinSentences([
          event.message,
          event.reason,
          event.action,
          event.checkpoint === null ? "" : `The last checkpoint is ${event.checkpoint}.`,
        ]),
      );
    case "statistics":
    case "histograms":
    case "timings":
    case "checkpoint":
      return null;
  }
}

function describeStart(
  { runId, engine, resumedFrom, totalSteps }: RunEventOf<"started">,
  runDirectory: string,
): string {
  return [
    `Run ${runId} in ${runDirectory}`,
    `Engine: ${engine.title} ${engine.version} on ${engine.device}. ${engine.reason}`,
    stepsAhead(resumedFrom, totalSteps),
  ]
    .map(visibleText)
    .join("\n");
}

function stepsAhead(resumedFrom: number, totalSteps: number): string {
  if (resumedFrom === 0) return `${totalSteps} steps; the first also warms up.`;
  return resumedFrom < totalSteps
    ? `Going on after step ${resumedFrom} of ${totalSteps}.`
    : `All steps that were asked for are done: the run has taken ${resumedFrom}.`;
}

function describeStep({ secondsLeft, ...event }: RunEventOf<"step">): string {
  return [
    `step ${event.step}`,
    `epoch ${event.epoch}`,
    `loss ${event.loss.toFixed(4)}`,
    `accuracy ${event.accuracy.toFixed(3)}`,
    `${event.examplesPerSecond.toFixed(1)} examples/s`,
    ...(secondsLeft === null ? [] : [`${formatDuration(secondsLeft)} left`]),
  ].join("  ");
}

function describeEvaluation(event: RunEventOf<"evaluation">): string {
  return [
    `epoch ${event.epoch} done`,
    `train loss ${event.trainLoss.toFixed(4)}`,
    `train accuracy ${event.trainAccuracy.toFixed(4)}`,
    `test loss ${event.loss.toFixed(4)}`,
    `test accuracy ${event.accuracy.toFixed(4)}`,
    `${event.examplesPerSecond.toFixed(1)} examples/s`,
  ].join("  ");
}

function describeSummary(reason: string, summary: RunSummary): string {
  const number = (value: number | null, digits: number): string => value?.toFixed(digits) ?? "–";
  return [
    { completed: "Done", maxSteps: "Ended at --max-steps", stopped: "Stopped" }[reason] ?? reason,
    `${summary.steps} steps`,
    `loss ${number(summary.loss, 3)}`,
    `train accuracy ${number(summary.trainAccuracy, 3)}`,
    `test accuracy ${number(summary.testAccuracy, 3)}`,
    `${number(summary.examplesPerSecond, 1)} examples/s`,
    formatDuration(summary.seconds),
  ].join("  ");
}

/** 3725 to "1:02:05", 65 to "1:05". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}
