import { defaultRunConfig, type RunConfig } from "../run/config.js";
import { isActive } from "../run/phase.js";
import type { EvaluationPoint, RunState } from "../run/state.js";
import { valueText } from "../run/toldOption.js";
import { isUsed } from "../run/usedOptions.js";
import { chapterEpochs, chapterResults } from "./chapterResults.js";
import { chapterRuns, type EpochResult } from "./chapterRuns.js";
import { decisiveSettings, type DecisiveSetting } from "./decisiveSettings.js";

export type TrackNumber = "trainLoss" | "trainAccuracy" | "testAccuracy";

/** From the lowest to the highest of what others have reached. */
export type Span = readonly [low: number, high: number];
export type Spans = Readonly<Record<TrackNumber, Span>>;
export type TrackStanding = "ahead" | "level" | "behind";

/** A setting that is not the chapter's. */
export interface Difference {
  readonly setting: ComparedSetting;
  readonly own: string;
  readonly chapter: string;
}

/** How a run has ended: a failed one is on no track, whatever it had reached. */
export interface TrackEnd {
  readonly hasFailed: boolean;
  readonly step: number;
}

/** A run beside what the chapter and recorded runs of its recipe have reached. */
export interface Track {
  /** The run's network, where no run of it is recorded: then there is nothing to compare it with. */
  readonly unrecorded: string | null;
  /** What makes the comparison say less; empty for the chapter's recipe. */
  readonly differences: readonly Difference[];
  /** Null while the run goes on. */
  readonly end: TrackEnd | null;
  /** The newest epoch with an evaluation; null before the first. */
  readonly epoch: number | null;
  readonly own: Readonly<Record<TrackNumber, number>> | null;
  /** What the recorded runs had after that epoch; null after their last. */
  readonly recorded: Spans | null;
  readonly chapter: Spans;
  /** Against the chapter from its last epoch on, against the recorded runs before. */
  readonly against: "recorded" | "chapter";
  /** Null where there is nothing to compare, and of a run that has failed. */
  readonly standing: TrackStanding | null;
  /** How far the training accuracy is outside the span, with its sign; 0 within. */
  readonly by: number;
}

/**
 * The standing goes by the training accuracy, the steadiest of the numbers: between the recorded runs
 * it differs by 0.01 or less from the sixth epoch on, and the test accuracy by up to 0.08.
 */
const tolerance = 0.01;

export function trackOf(
  run: Pick<RunState, "evaluations" | "started">,
  end: TrackEnd | null = null,
): Track {
  const newest = run.evaluations[run.evaluations.length - 1];
  const unrecorded = unrecordedNetwork(run.started?.config);
  const recorded = newest === undefined || unrecorded !== null ? null : recordedSpans(newest.epoch);
  const chapter = spansOf(chapterResults);
  const isFinal = newest !== undefined && newest.epoch >= chapterEpochs;
  const span = isFinal && unrecorded === null ? chapter.trainAccuracy : recorded?.trainAccuracy;
  const by = newest === undefined || span === undefined ? 0 : outside(newest.trainAccuracy, span);
  return {
    unrecorded,
    differences: run.started === null ? [] : differencesOf(run.started.config),
    end,
    epoch: newest?.epoch ?? null,
    own: newest === undefined ? null : numbersOf(newest),
    recorded,
    chapter,
    against: isFinal ? "chapter" : "recorded",
    standing: span === undefined || end?.hasFailed === true ? null : standingOf(by),
    by,
  };
}

/** Numbers of another network promise nothing for this one. */
export function unrecordedNetwork(config: RunConfig | undefined): string | null {
  const { network } = defaultRunConfig("chapter");
  return config === undefined || config.network === network ? null : config.network;
}

/** Null for a run that goes on, or has not begun. */
export function trackEndOf({ phase, steps, failure }: RunState): TrackEnd | null {
  if (isActive(phase) || phase === "idle") return null;
  return {
    hasFailed: phase === "failed",
    step: Math.max(failure?.step ?? 0, steps.at(-1)?.step ?? 0),
  };
}

/** What the recorded runs had after an epoch, 1 for the first; null after their last. */
export function recordedSpans(epoch: number): Spans | null {
  const results = chapterRuns
    .map(({ epochs }) => epochs[epoch - 1])
    .filter((result): result is EpochResult => result !== undefined);
  return results.length === 0 ? null : spansOf(results);
}

function numbersOf({ trainLoss, trainAccuracy, accuracy }: EvaluationPoint): Track["own"] {
  return { trainLoss, trainAccuracy, testAccuracy: accuracy };
}

function spansOf(results: readonly Readonly<Record<TrackNumber, number>>[]): Spans {
  const span = (number: TrackNumber): Span => {
    const values = results.map((result) => result[number]);
    return [Math.min(...values), Math.max(...values)];
  };
  return {
    trainLoss: span("trainLoss"),
    trainAccuracy: span("trainAccuracy"),
    testAccuracy: span("testAccuracy"),
  };
}

function outside(value: number, [low, high]: Span): number {
  return value < low ? value - low : Math.max(0, value - high);
}

function standingOf(by: number): TrackStanding {
  if (Math.abs(by) <= tolerance) return "level";
  return by > 0 ? "ahead" : "behind";
}

/**
 * At a constant rate the number of epochs changes none of them, and momentum goes with its optimizer: the
 * chapter's has none to compare it with.
 */
const apart = ["epochs", "maxSteps", "momentum"] as const;

export type ComparedSetting = Exclude<DecisiveSetting, (typeof apart)[number]>;

const compared = decisiveSettings.filter(
  (key): key is ComparedSetting => !apart.some((other) => other === key),
);

export function differencesOf(config: RunConfig): readonly Difference[] {
  const chapter = defaultRunConfig("chapter");
  return compared
    .filter((setting) => isUsed(setting, config))
    .flatMap((setting): readonly Difference[] => {
      const [own, theirs] = [valueText(config[setting]), valueText(chapter[setting])];
      return own === theirs ? [] : [{ setting, own, chapter: theirs }];
    });
}
