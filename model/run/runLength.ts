import type { RunConfig } from "./config.js";

/** The examples of a data set. */
export interface ExampleCounts {
  readonly trainExamples: number;
  readonly testExamples: number;
}

/** What there is to do until a run ends. */
export interface RunLength {
  readonly steps: number;
  readonly batchSize: number;
  /** Of the whole test set, after an epoch. */
  readonly evaluations: number;
  readonly testExamples: number;
}

type Span = Pick<RunConfig, "batchSize" | "epochs" | "maxSteps">;

/** How many steps a run of this configuration takes. */
export function countSteps(
  config: Span,
  trainExamples: number,
): { readonly stepsPerEpoch: number; readonly totalSteps: number } {
  const stepsPerEpoch = Math.ceil(trainExamples / config.batchSize);
  const whole = stepsPerEpoch * config.epochs;
  return { stepsPerEpoch, totalSteps: Math.min(whole, config.maxSteps ?? whole) };
}

/** What is left after `stepsDone` steps, of which the last one's evaluation is not done. */
export function lengthAfter(
  stepsDone: number,
  config: Span,
  { trainExamples, testExamples }: ExampleCounts,
): RunLength {
  const { stepsPerEpoch, totalSteps } = countSteps(config, trainExamples);
  const evaluated = Math.max(0, Math.floor((stepsDone - 1) / stepsPerEpoch));
  return {
    steps: Math.max(0, totalSteps - stepsDone),
    batchSize: config.batchSize,
    evaluations: Math.floor(totalSteps / stepsPerEpoch) - evaluated,
    testExamples,
  };
}
