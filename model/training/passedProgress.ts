import type { Progress } from "../folder/progress.js";

/** Means over the batch, and what it took. */
interface Stepped {
  readonly loss: number;
  readonly accuracy: number;
  readonly examples: number;
  readonly seconds: number;
}

export function afterStep(
  before: Progress,
  { loss, accuracy, examples, seconds }: Stepped,
): Progress {
  return {
    ...before,
    step: before.step + 1,
    batch: before.batch + 1,
    lossSum: before.lossSum + loss * examples,
    correctSum: before.correctSum + accuracy * examples,
    examples: before.examples + examples,
    epochSeconds: before.epochSeconds + seconds,
    trainedExamples: before.trainedExamples + examples,
    stepSeconds: before.stepSeconds + seconds,
  };
}

/** With the test set measured. */
export function afterEpoch(
  done: Progress,
  testAccuracy: number,
): Progress & { readonly trainLoss: number; readonly trainAccuracy: number } {
  return {
    ...done,
    epoch: done.epoch + 1,
    ...{ batch: 0, lossSum: 0, correctSum: 0, examples: 0, epochSeconds: 0 },
    testAccuracy,
    trainAccuracy: done.correctSum / done.examples,
    trainLoss: done.lossSum / done.examples,
  };
}
