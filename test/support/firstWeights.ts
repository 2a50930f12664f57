import type { StateTensor } from "../../model/program/state.js";
import { initialState } from "../../model/training/initialize.js";

/** Biases away from 0, so that no ReLU sits on its kink and no two classes have the same score. */
export function startOf(
  declared: readonly StateTensor[],
  seed: number,
): ReadonlyMap<string, Float32Array> {
  const initial = new Map(initialState(declared, seed).tensors);
  for (const { id, initializer } of declared) {
    if (initializer !== "zeros" && initializer !== "ones") continue;
    initial.get(id)?.forEach((first, index, values) => {
      values[index] = first + 0.03 * (1 + (index % 3));
    });
  }
  return initial;
}
