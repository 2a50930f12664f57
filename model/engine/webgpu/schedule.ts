import { accesses } from "../../program/accesses.js";
import type { Operation, ValueId } from "../../program/operations.js";

/** Operations in the order in which they run, and the values that each is the last to use. */
export interface Schedule {
  readonly steps: readonly { readonly operation: Operation; readonly last: readonly ValueId[] }[];
  /** Values that outlive the run. */
  readonly kept: ReadonlySet<ValueId>;
}

/**
 * Puts each measurement right after the operation that writes the last value it needs, so that no
 * activation has to live for its sake, and finds where every value is used last.
 */
export function scheduleOf(
  operations: readonly Operation[],
  measurements: readonly Operation[],
  kept: ReadonlySet<ValueId>,
): Schedule {
  const ordered = interleave(operations, measurements);
  const used = new Set(kept);
  const steps = ordered.toReversed().map((operation) => {
    const { reads, writes } = accesses(operation);
    const last = [...new Set([...reads, ...writes])].filter((id) => !used.has(id));
    for (const id of last) used.add(id);
    return { operation, last };
  });
  return { steps: steps.toReversed(), kept };
}

function interleave(
  operations: readonly Operation[],
  measurements: readonly Operation[],
): readonly Operation[] {
  const written = new Set(operations.flatMap((operation) => accesses(operation).writes));
  const missing = new Map(
    measurements.map((measurement) => {
      const needed = accesses(measurement).reads.filter((id) => written.has(id));
      return [measurement, new Set(needed)];
    }),
  );
  const takeReady = (): readonly Operation[] => {
    const ready = [...missing].filter(([, needed]) => needed.size === 0).map(([first]) => first);
    for (const measurement of ready) missing.delete(measurement);
    return ready;
  };
  const ordered = [...takeReady()];
  for (const operation of operations) {
    for (const id of accesses(operation).writes) {
      for (const needed of missing.values()) needed.delete(id);
    }
    ordered.push(operation, ...takeReady());
  }
  return ordered;
}
