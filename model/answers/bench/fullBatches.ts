import { UsageError } from "../../messages/userError.js";
import { shuffledBatches } from "../../training/batches.js";

/**
 * Batches of one size without end, epoch after epoch; the smaller one at the end of an epoch, whose
 * rate is another, is left out. Throws a UsageError where not even one is full.
 */
export function fullBatches(
  examples: number,
  batchSize: number,
): Generator<Int32Array, never, undefined> {
  if (batchSize > examples) {
    throw new UsageError(
      `A batch of ${batchSize} cannot be measured.`,
      `The training set has ${examples} examples.`,
      "Choose a smaller batch.",
    );
  }
  return epochs(examples, batchSize);
}

function* epochs(examples: number, batchSize: number): Generator<Int32Array, never, undefined> {
  for (let epoch = 1; ; epoch++) {
    const batches = shuffledBatches(examples, batchSize, 0, epoch);
    yield* batches.filter(({ length }) => length === batchSize);
  }
}
