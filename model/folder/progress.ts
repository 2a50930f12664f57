import * as z from "zod";
import type { RunSummary } from "../run/events.js";

/** How far a run is; all that a later process needs to go on exactly, besides the weights and the loss scale. */
export const progressSchema = z.object({
  step: z.int().nonnegative(),
  /** The epoch that is being trained, from 1. */
  epoch: z.int().positive(),
  /** Batches of it that are done; all of them while its evaluation is due. */
  batch: z.int().nonnegative(),
  /** Sums over the examples of this epoch so far. */
  lossSum: z.number(),
  correctSum: z.number(),
  examples: z.int().nonnegative(),
  /** Spent in steps in this epoch. */
  epochSeconds: z.number().nonnegative(),
  /** Over the whole run: examples trained, seconds in steps, seconds in all. */
  trainedExamples: z.int().nonnegative(),
  stepSeconds: z.number().nonnegative(),
  totalSeconds: z.number().nonnegative(),
  testAccuracy: z.number().nullable(),
  trainAccuracy: z.number().nullable(),
  trainLoss: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

/** The progress of a run that has not begun. */
export const noProgress: Progress = {
  step: 0,
  epoch: 1,
  batch: 0,
  lossSum: 0,
  correctSum: 0,
  examples: 0,
  epochSeconds: 0,
  trainedExamples: 0,
  stepSeconds: 0,
  totalSeconds: 0,
  testAccuracy: null,
  trainAccuracy: null,
  trainLoss: null,
};

/** What a run that ends here has come to. */
export function summaryOf(progress: Progress): RunSummary {
  const rate = (seconds: number): number | null =>
    seconds > 0 ? progress.trainedExamples / seconds : null;
  const partial = progress.examples > 0 ? progress : null;
  return {
    steps: progress.step,
    epochs: progress.epoch - 1,
    loss: partial ? partial.lossSum / partial.examples : progress.trainLoss,
    trainAccuracy: partial ? partial.correctSum / partial.examples : progress.trainAccuracy,
    testAccuracy: progress.testAccuracy,
    examplesPerSecond: rate(progress.stepSeconds),
    examplesPerSecondOverall: rate(progress.totalSeconds),
    seconds: progress.totalSeconds,
  };
}
