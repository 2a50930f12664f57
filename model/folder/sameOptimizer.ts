import type { ValueId } from "../program/operations.js";

/**
 * What an optimizer remembers of each parameter, by name: its tensors are called `parameter/name`. None
 * for one that remembers nothing.
 */
function optimizerSlots(ids: Iterable<ValueId>): readonly string[] {
  const all = new Set(ids);
  const slots = [...all].flatMap((id) => {
    const end = id.lastIndexOf("/");
    return all.has(id.slice(0, end)) ? [id.slice(end + 1)] : [];
  });
  return [...new Set(slots)].sort();
}

export function haveSameOptimizer(one: Iterable<ValueId>, other: Iterable<ValueId>): boolean {
  return optimizerSlots(one).join() === optimizerSlots(other).join();
}
