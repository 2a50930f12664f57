import type { OperationTimes } from "../engine.js";
import type { Lowered } from "./plan/compile.js";

/**
 * The milliseconds of operations, from those of each call of each worker. Those of the worker that
 * took longest count: the others wait for it behind the last operation, not behind each.
 */
export function timesOf(
  operations: readonly Lowered[],
  workers: readonly Float64Array[],
): OperationTimes {
  const [slowest = new Float64Array()] = workers.toSorted((a, b) => total(b) - total(a));
  let first = 0;
  return new Map(
    operations.map(({ value, steps }) => {
      const calls = slowest.subarray(first, first + steps);
      first += steps;
      return [value, total(calls)];
    }),
  );
}

function total(times: Float64Array): number {
  return times.reduce((sum, ms) => sum + ms, 0);
}
