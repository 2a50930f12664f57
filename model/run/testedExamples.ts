/** What an evaluation of a run made of each example of its test set, in the set's order. */
export interface TestedAt {
  /** The steps that its weights had taken, and the epoch that they ended. */
  readonly step: number;
  readonly epoch: number;
  /** Numbers of classes: what each example is, and what it was taken for. */
  readonly labels: Uint16Array;
  readonly chosen: Uint16Array;
  /** The cross-entropy of each, as far as it is told (`mostLoss`). */
  readonly losses: Float32Array;
}

/** A loss is kept in 16 bits: in steps of so much. */
export const lossStep = 1 / 4096;

/** What is more, of a probability below one in nine million, is told as this. */
export const mostLoss = 65_535 * lossStep;
