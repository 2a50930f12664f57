import { AddN } from "@tensorflow/tfjs-core";
import type { Compute, Tensor } from "../compute.js";

/**
 * The sum of tensors of one shape. tfjs has all that it adds at hand in one shader, where a GPU has room for some
 * ten: more are added in groups, and the groups' sums then.
 */
export function addAll(compute: Compute, tensors: readonly Tensor[]): Tensor {
  const { mostInputs } = compute;
  if (tensors.length <= mostInputs) return compute.kernel(AddN, tensors);
  const sums = Array.from({ length: Math.ceil(tensors.length / mostInputs) }, (_, group) =>
    compute.kernel(AddN, tensors.slice(group * mostInputs, (group + 1) * mostInputs)),
  );
  return addAll(compute, sums);
}
