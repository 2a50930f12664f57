import { accesses } from "./accesses.js";
import type { Operation, ValueId } from "./operations.js";

/** Those operations, in their order, without which the results cannot be computed. */
export function leadingTo(
  operations: readonly Operation[],
  results: readonly ValueId[],
): readonly Operation[] {
  const needed = new Set(results);
  const leading: Operation[] = [];
  for (const operation of operations.toReversed()) {
    const { reads, writes } = accesses(operation);
    if (!writes.some((id) => needed.has(id))) continue;
    for (const id of reads) needed.add(id);
    leading.unshift(operation);
  }
  return leading;
}
