import { joinSentences } from "../../messages/joinSentences.js";
import { visibleText } from "../../messages/visibleText.js";
import type { RunConfig } from "../../run/config.js";
import type { RunEvent, RunEventOf } from "../../run/events.js";
import { examplesPerSecond } from "../../metrics/examplesPerSecond.js";
import type { Metric } from "../../metrics/metric.js";
import { testAccuracy } from "../../metrics/testAccuracy.js";
import { testLoss } from "../../metrics/testLoss.js";
import { stepsAveraged } from "../../metrics/told.js";
import { trainAccuracy } from "../../metrics/trainAccuracy.js";
import { trainLoss } from "../../metrics/trainLoss.js";
import { englishOf } from "../../messages/translate.js";
import { formatDuration } from "../../run/duration.js";
import { recipeKeysInEffect } from "../../run/recipeValues.js";
import { toldOption } from "../../run/toldOption.js";
import { numberOrLost } from "./runNumbers.js";

/** What a terminal shows of an event, in lines of visible characters; null for those that say nothing alone. */
export function describeEvent(event: RunEvent, runDirectory: string): string | null {
  switch (event.kind) {
    case "started":
      return describeStart(event, runDirectory);
    case "evaluation":
      return describeEvaluation(event);
    case "log":
      return visibleText(event.message);
    case "paused":
      return `Paused after step ${event.step}.`;
    case "resumed":
      return "Going on.";
    case "resized":
      return `Images of ${event.size.join("×")} pixels from step ${event.step + 1} on.`;
    case "finished":
      return describeSummary(event);
    case "failed":
      return visibleText(
        joinSentences([
          event.message,
          event.reason,
          event.action,
          event.checkpoint === null ? "" : `The last checkpoint is ${event.checkpoint}.`,
        ]),
      );
    case "step": // told with those before it
    case "statistics":
    case "histograms":
    case "timings":
    case "checkpoint":
      return null;
  }
}

function describeStart(
  { runId, engine, config, resumedFrom, totalSteps }: RunEventOf<"started">,
  runDirectory: string,
): string {
  const { faster } = engine;
  return [
    `Run ${runId} in ${runDirectory}`,
    `Engine: ${engine.title} ${engine.version} on ${engine.device}. ${engine.reason}`,
    ...(faster === undefined
      ? []
      : [
          `${faster.title} on ${faster.device} would be clearly faster: googlenet setup --engine ${faster.id}`,
        ]),
    [
      `Training ${config.network} by the recipe ${config.recipe}: ${lengthText(config)}`,
      ...recipeKeysInEffect(config)
        .filter((key) => key !== "epochs")
        .map((key) => englishOf(toldOption(key, config))),
      `seed ${config.seed}`,
    ].join(", "),
    stepsAhead(resumedFrom, totalSteps),
    `Loss and accuracy are means of the last ${stepsAveraged} steps.`,
  ]
    .map(visibleText)
    .join("\n");
}

function lengthText({ epochs, maxSteps }: RunConfig): string {
  if (maxSteps !== null) return maxSteps === 1 ? "1 step" : `at most ${maxSteps} steps`;
  return englishOf(toldOption("epochs", { epochs }));
}

function stepsAhead(resumedFrom: number, totalSteps: number): string {
  if (resumedFrom === 0) return `${totalSteps} steps; the first also warms up.`;
  return resumedFrom < totalSteps
    ? `Going on after step ${resumedFrom} of ${totalSteps}.`
    : `All steps that were asked for are done: the run has taken ${resumedFrom}.`;
}

function describeEvaluation(event: RunEventOf<"evaluation">): string {
  return [
    `epoch ${event.epoch} done`,
    `train loss ${numberOrLost(trainLoss, event.trainLoss)}`,
    `train accuracy ${event.trainAccuracy.toFixed(4)}`,
    `test loss ${numberOrLost(testLoss, event.loss)}`,
    `test accuracy ${event.accuracy.toFixed(4)}`,
    `${event.examplesPerSecond.toFixed(1)} examples/s`,
  ].join("  ");
}

const reasons: Readonly<Record<RunEventOf<"finished">["reason"], string>> = {
  completed: "Done",
  maxSteps: "Ended at --max-steps",
  stopped: "Stopped",
};

/** The summary, in which loss and accuracy are those of the last epoch. */
function describeSummary({ reason, summary }: RunEventOf<"finished">): string {
  const number = (metric: Metric, value: number | null): string =>
    value === null ? "–" : numberOrLost(metric, value);
  return [
    reasons[reason],
    summary.steps === 1 ? "1 step" : `${summary.steps} steps`,
    `loss ${number(trainLoss, summary.loss)} (mean of the last epoch)`,
    `train accuracy ${number(trainAccuracy, summary.trainAccuracy)}`,
    `test accuracy ${number(testAccuracy, summary.testAccuracy)}`,
    `${number(examplesPerSecond, summary.examplesPerSecond)} examples/s in training`,
    `${number(examplesPerSecond, summary.examplesPerSecondOverall)} with all else`,
    englishOf(formatDuration(summary.seconds)),
  ].join("  ");
}
