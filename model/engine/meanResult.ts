import type { StepResult } from "./engine.js";

/** The mean over the examples of several batches; NaN where there are none. */
export class MeanResult {
  private examples = 0;
  private lossSum = 0;
  private correctSum = 0;

  add({ loss, accuracy }: StepResult, examples: number): void {
    this.examples += examples;
    this.lossSum += loss * examples;
    this.correctSum += accuracy * examples;
  }

  get value(): StepResult {
    const { examples, lossSum, correctSum } = this;
    return { loss: lossSum / examples, accuracy: correctSum / examples };
  }
}
