import { examplesPerSecond } from "../../model/metrics/examplesPerSecond.js";
import type { Metric } from "../../model/metrics/metric.js";
import { toldOf } from "../../model/metrics/told.js";
import { testAccuracy } from "../../model/metrics/testAccuracy.js";
import { trainAccuracy } from "../../model/metrics/trainAccuracy.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import { isActive, isWaiting } from "../../model/run/phase.js";
import { timeLeftOf } from "../../model/run/timeLeft.js";
import type { RunState } from "../../model/run/state.js";
import { toldHint, toldText } from "../words/metricText.js";
import { formatCount } from "../words/format.js";
import { durationText } from "../words/durationText.js";
import { t } from "../words/l10n.js";

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
  return [
    fact(
      "epoch",
      t("epoch"),
      last === undefined ? "–" : `${last.epoch} / ${config?.epochs ?? "?"}`,
      t("Current epoch, of all"),
    ),
    fact("step", t("step"), last === undefined ? "–" : formatCount(last.step), t("Steps done")),
    toldFact("loss", t("loss"), trainLoss, run),
    toldFact("train", t("train"), trainAccuracy, run),
    toldFact("test", t("test"), testAccuracy, run),
    toldFact("speed", t("examples/s"), examplesPerSecond, run),
    timeLeftFact(run),
  ];
}

function fact(id: string, label: string, value: string, hint: string): HeaderFact {
  return { id, label, value, hint };
}

function toldFact(id: string, label: string, metric: Metric, run: RunState): HeaderFact {
  const told = toldOf(metric, run);
  return fact(id, label, toldText(metric, told), toldHint(metric, told));
}

function timeLeftFact(run: RunState): HeaderFact {
  const ofTime = (value: string, hint = t("Time left")): HeaderFact =>
    fact("left", t("left"), value, hint);
  const left = isActive(run.phase) && run.phase !== "stopping" ? timeLeftOf(run) : null;
  if (left === null) return ofTime("–");
  const text = durationText(left.seconds);
  if (left.isExpected) return ofTime(`≈ ${text}`);
  if (left.corrected === null) return ofTime(text);
  const { expected, shown } = left.corrected;
  return ofTime(
    `${text} ${shown > expected ? "↑" : "↓"}`,
    t(
      "Time left. By its first steps the run takes {0} in all, not {1} as was expected before",
      ...([durationText(shown), durationText(expected)] as const),
    ),
  );
}
