import type { NetworkNode } from "./node.js";

/** Under the root of a variance, so that it is never 0; the default of PyTorch and of the book. */
export const epsilon = 1e-5;

/** Whether the layer normalizes its sums, so that it is another thing in a step than in use. */
export function isNormalized({ layer }: Pick<NetworkNode, "layer">): boolean {
  return layer?.kind === "convolution" && layer.normalization !== undefined;
}
