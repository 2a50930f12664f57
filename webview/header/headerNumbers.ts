import { examplesPerSecond } from "../../model/metrics/examplesPerSecond.js";
import { latestValue } from "../../model/metrics/metric.js";
import { runningMean } from "../../model/metrics/runningMean.js";
import { testAccuracy } from "../../model/metrics/testAccuracy.js";
import { trainAccuracy } from "../../model/metrics/trainAccuracy.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import { isWaiting } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import { formatCount, formatDuration, formatMeasured } from "../format.js";
import { t } from "../l10n.js";

export interface HeaderFact {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What the number is, where the label is too short to say it. */
  readonly hint: string;
}

/** What changes in the header with every step. */
export interface HeaderNumbers {
  /** 0 to 1; null before the first step. */
  readonly progress: number | null;
  /** Something is done of which nobody knows how long it takes. */
  readonly isWaiting: boolean;
  readonly facts: readonly HeaderFact[];
}

/** A batch is noisy: the header shows the mean of this many. */
const stepsAveraged = 50;

export function headerNumbersOf(run: RunState): HeaderNumbers {
  const last = run.steps.at(-1);
  const total = run.started?.totalSteps ?? 0;
  return {
    progress: last === undefined || total === 0 ? null : last.step / total,
    isWaiting: isWaiting(run.phase),
    facts: factsOf(run),
  };
}

function factsOf(run: RunState): readonly HeaderFact[] {
  const last = run.steps.at(-1);
  const config = run.started?.config;
  const mean = (metric: typeof trainLoss): string =>
    formatThree(runningMean(metric.series(run), stepsAveraged));
  const speed = latestValue(examplesPerSecond, run);
  return [
    fact(
      "epoch",
      t("epoch"),
      last === undefined ? "–" : `${last.epoch} / ${config?.epochs ?? "?"}`,
      t("Current epoch, of all"),
    ),
    fact("step", t("step"), last === undefined ? "–" : formatCount(last.step), t("Steps done")),
    fact(
      "loss",
      t("loss"),
      mean(trainLoss),
      t("Training loss, mean of the last {0} steps", stepsAveraged),
    ),
    fact(
      "train",
      t("train"),
      mean(trainAccuracy),
      t("Training accuracy, mean of the last {0} steps", stepsAveraged),
    ),
    fact(
      "test",
      t("test"),
      formatThree(latestValue(testAccuracy, run)),
      t("Test accuracy after the last epoch"),
    ),
    fact(
      "speed",
      t("examples/s"),
      speed === null ? "–" : examplesPerSecond.format(speed),
      t("Examples per second"),
    ),
    fact("left", t("left"), timeLeft(run), t("Time left")),
  ];
}

function fact(id: string, label: string, value: string, hint: string): HeaderFact {
  return { id, label, value, hint };
}

function formatThree(value: number | null): string {
  if (value === null) return "–";
  return Math.abs(value) < 1000 ? value.toFixed(3) : formatMeasured(value);
}

function timeLeft(run: RunState): string {
  if (run.phase === "finished" || run.phase === "stopped" || run.phase === "failed") return "–";
  const seconds = run.steps.at(-1)?.secondsLeft ?? null;
  return seconds === null ? "–" : formatDuration(seconds);
}
