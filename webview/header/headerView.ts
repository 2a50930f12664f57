import { examplesPerSecond } from "../../model/metrics/examplesPerSecond.js";
import { latestValue } from "../../model/metrics/metric.js";
import { runningMean } from "../../model/metrics/runningMean.js";
import { testAccuracy } from "../../model/metrics/testAccuracy.js";
import { trainAccuracy } from "../../model/metrics/trainAccuracy.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import type { RunConfig } from "../../model/run/config.js";
import type { Phase } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import { formatCount, formatDuration, formatMeasured } from "../format.js";
import { t, translateSentences } from "../l10n.js";
import type { PageCommand } from "../protocol.js";

export interface HeaderFact {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What the number is, where the label is too short to say it. */
  readonly hint: string;
}

export interface HeaderButton {
  readonly command: PageCommand;
  readonly label: string;
  /** A codicon's id. */
  readonly icon: string;
  readonly isPrimary: boolean;
  readonly isEnabled: boolean;
}

/** What the header shows of a run. */
export interface HeaderView {
  readonly phase: Phase;
  readonly phaseLabel: string;
  /** 0 to 1; null before the first step. */
  readonly progress: number | null;
  readonly facts: readonly HeaderFact[];
  /** Engine, device and data in one line; empty before a run. */
  readonly engine: string;
  /** Why this engine. */
  readonly reason: string;
  /** What happens now, while there are no numbers to show. */
  readonly message: string;
  readonly buttons: readonly HeaderButton[];
}

/** A batch is noisy: the header shows the mean of this many. */
const stepsAveraged = 50;

export const phaseLabels: Readonly<Record<Phase, string>> = {
  idle: t("Not training"),
  preparing: t("Preparing"),
  warmingUp: t("Warming up"),
  training: t("Training"),
  evaluating: t("Evaluating"),
  paused: t("Paused"),
  stopping: t("Stopping"),
  finished: t("Finished"),
  stopped: t("Stopped"),
  failed: t("Failed"),
};

export function headerViewOf(run: RunState): HeaderView {
  const last = run.steps[run.steps.length - 1];
  const total = run.started?.totalSteps ?? 0;
  return {
    phase: run.phase,
    phaseLabel: phaseLabels[run.phase],
    progress: last === undefined || total === 0 ? null : last.step / total,
    facts: factsOf(run),
    engine: engineLine(run),
    reason: translateSentences(run.started?.engine.reason ?? ""),
    message: messageOf(run),
    buttons: buttonsOf(run),
  };
}

function factsOf(run: RunState): readonly HeaderFact[] {
  const last = run.steps[run.steps.length - 1];
  const config = run.started?.config;
  const mean = (metric: typeof trainLoss): string =>
    formatThree(runningMean(metric.series(run), stepsAveraged));
  const speed = latestValue(examplesPerSecond, run);
  return [
    fact(
      "epoch",
      t("epoch"),
      last === undefined ? "–" : `${last.epoch} / ${config?.epochs ?? "?"}`,
      t("Epoch of all epochs"),
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
  const seconds = run.steps[run.steps.length - 1]?.secondsLeft ?? null;
  return seconds === null ? "–" : formatDuration(seconds);
}

function engineLine({ started }: RunState): string {
  if (started === null) return "";
  const { engine, dataset, config } = started;
  const place = engine.title.includes(engine.version)
    ? engine.title
    : `${engine.title} ${engine.version}`;
  return [
    dataset.title,
    config.inputSize.join("×"),
    t("{0} on {1}", place, translateSentences(engine.device)),
    precisionNames[config.precision],
  ].join(" · ");
}

const precisionNames: Readonly<Record<RunConfig["precision"], string>> = {
  float32: "float32",
  mixed_bfloat16: t("mixed {0}", "bfloat16"),
  mixed_float16: t("mixed {0}", "float16"),
};

/** Says what a person waits for; the newest log line wins, since it knows more. */
function messageOf(run: RunState): string {
  const told = run.message === null ? null : translateSentences(run.message);
  switch (run.phase) {
    case "idle":
      return t("Nothing runs yet. Train starts the chapter's recipe on this machine.");
    case "preparing":
      return told ?? t("Starting the trainer and looking for an engine and the images …");
    case "warmingUp":
      return (
        told ??
        t(
          "First step: memory is allocated and kernels are tuned, which can take minutes on a GPU …",
        )
      );
    case "evaluating":
      return t("Measuring the test set …");
    case "stopping":
      return t("Finishing the step and writing a checkpoint …");
    case "paused":
      return t("Paused. Nothing is lost: Resume goes on with the next step.");
    case "finished":
    case "stopped":
      return finishedLine(run);
    case "training":
    case "failed":
      return "";
  }
}

function finishedLine({ finished }: RunState): string {
  if (finished === null) return "";
  const { steps, seconds } = finished.summary;
  return t("{0} steps in {1}.", formatCount(steps), formatDuration(seconds));
}

function buttonsOf({ phase, checkpoint }: RunState): readonly HeaderButton[] {
  switch (phase) {
    case "idle":
    case "finished":
      return [button("train", t("Train"), "primary")];
    case "stopped":
    case "failed":
      // What was reached is kept: going on comes first.
      return checkpoint === null
        ? [button("train", t("Train"), "primary")]
        : [button("resume", t("Resume"), "primary"), button("train", t("Train anew"), "secondary")];
    case "preparing":
    case "warmingUp":
      return [button("pause", t("Pause"), "disabled"), button("stop", t("Stop"), "secondary")];
    case "training":
    case "evaluating":
      return [button("pause", t("Pause"), "primary"), button("stop", t("Stop"), "secondary")];
    case "paused":
      return [button("resume", t("Resume"), "primary"), button("stop", t("Stop"), "secondary")];
    case "stopping":
      return [button("pause", t("Pause"), "disabled"), button("stop", t("Stop"), "disabled")];
  }
}

const icons = {
  train: "play",
  pause: "debug-pause",
  resume: "debug-continue",
  stop: "debug-stop",
} as const;

function button(
  command: keyof typeof icons,
  label: string,
  look: "primary" | "secondary" | "disabled",
): HeaderButton {
  return {
    command,
    label,
    icon: icons[command],
    isPrimary: look === "primary",
    isEnabled: look !== "disabled",
  };
}
