import { chapterRuns, type EpochResult } from "../../model/metrics/chapterRuns.js";
import { differencesOf } from "../../model/metrics/track.js";
import type { RunState } from "../../model/run/state.js";
import type { Band } from "./chartLayout.js";

/** Between what the recorded runs of the recipe had after each epoch; null for a run of another recipe. */
export function expectedBand(
  { started }: Pick<RunState, "started">,
  number: keyof EpochResult,
): Band | null {
  if (started === null || differencesOf(started.config).length > 0) return null;
  const count = Math.min(...chapterRuns.map(({ epochs }) => epochs.length));
  const epochs = Array.from({ length: count }, (_, index) => index + 1);
  const line = (pick: (...values: number[]) => number): Band["low"] =>
    epochs.map((epoch) => ({
      step: epoch * started.stepsPerEpoch,
      value: pick(...chapterRuns.map((run) => run.epochs[epoch - 1]?.[number] ?? Number.NaN)),
    }));
  return { low: line(Math.min), high: line(Math.max) };
}
