import { Random } from "./random.js";

/**
 * All examples once, in an order that depends on seed and epoch alone. Every batch is full but the
 * last, which holds the rest, as in the chapter.
 */
export function shuffledBatches(
  count: number,
  batchSize: number,
  seed: number,
  epoch: number,
): readonly Int32Array[] {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  const random = new Random(seed, "shuffling", epoch);
  for (let last = count - 1; last > 0; last--) {
    const chosen = random.below(last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = moved;
  }
  return batchesOf(order, batchSize);
}

/** All examples in the data set's order. */
export function orderedBatches(count: number, batchSize: number): readonly Int32Array[] {
  return batchesOf(
    Int32Array.from({ length: count }, (_, index) => index),
    batchSize,
  );
}

/** These in their order; every batch is full but the last. */
function batchesOf(order: Int32Array, batchSize: number): readonly Int32Array[] {
  const batches = Math.ceil(order.length / batchSize);
  return Array.from({ length: batches }, (_, batch) =>
    order.slice(batch * batchSize, (batch + 1) * batchSize),
  );
}
