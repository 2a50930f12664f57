import type { Parameter } from "../../model/program/program.js";
import { initializeParameters } from "../../model/training/initialize.js";

/** Biases away from 0, so that no ReLU sits on its kink and no two classes have the same score. */
export function startOf(
  parameters: readonly Parameter[],
  seed: number,
): ReadonlyMap<string, Float32Array> {
  const initial = new Map(initializeParameters(parameters, seed));
  for (const { id, initializer } of parameters) {
    if (initializer !== "zeros") continue;
    initial.get(id)?.forEach((_, index, bias) => {
      bias[index] = 0.03 * (1 + (index % 3));
    });
  }
  return initial;
}
