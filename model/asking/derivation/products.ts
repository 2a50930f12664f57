import { epsilon } from "../../network/normalization.js";
import type { NodeId } from "../../network/spec.js";
import type { TrainingState } from "../../program/state.js";
import type { Normalizing, Part, Patch, Place, Products } from "./derivation.js";
import { seenIn, type Grid } from "./grid.js";

export interface Weighed {
  readonly node: NodeId;
  /** As they were learned: a normalization is not yet folded into them. */
  readonly tensors: TrainingState["tensors"];
  readonly isNormalized: boolean;
  readonly isRectified: boolean;
}

/** A sum of products of a kernel, or of a layer that reads its whole input, and what it goes through. */
export function productsOf(
  { node, tensors, isNormalized, isRectified }: Weighed,
  { grid, patch }: { readonly grid: Grid; readonly patch: Patch },
  { channel: output }: Pick<Place, "channel">,
  most: number,
): { readonly derivation: Products; readonly result: number } {
  const weights = tensorOf(tensors, node, "weight");
  const outputs = weights.length / (patch.height * patch.width * grid.channels);
  const kernelOf = (channel: number): readonly number[] =>
    Array.from({ length: patch.height * patch.width }, (_, tap) =>
      Number(weights[(tap * grid.channels + channel) * outputs + output]),
    );
  const sums = Float64Array.from({ length: grid.channels }, (_, channel) => {
    const kernel = kernelOf(channel);
    return seenIn(grid, patch, channel).reduce<number>(
      (sum, input, tap) => sum + (input ?? 0) * (kernel[tap] ?? NaN),
      0,
    );
  });
  const strongest = [...sums.keys()]
    .toSorted((a, b) => Math.abs(sums[b] ?? 0) - Math.abs(sums[a] ?? 0))
    .slice(0, most);
  const parts = strongest.map((channel): Part => ({
    channel,
    sum: sums[channel] ?? NaN,
    inputs: seenIn(grid, patch, channel),
    weights: kernelOf(channel),
  }));
  const sum = sums.reduce((all, each) => all + each, 0);
  const bias = tensors.get(`${node}/bias`)?.[output] ?? null;
  const biased = sum + (bias ?? 0);
  const normalizing = isNormalized ? normalizingOf(biased, tensors, node, output) : null;
  const before = normalizing?.normalized ?? biased;
  return {
    derivation: {
      ...{ kind: "products", patch, channels: grid.channels, parts, sum, bias, normalizing },
      ...{ isRectified, rest: sum - parts.reduce((all, part) => all + part.sum, 0) },
    },
    result: isRectified ? Math.max(0, before) : before,
  };
}

function normalizingOf(
  sum: number,
  tensors: TrainingState["tensors"],
  node: NodeId,
  output: number,
): Normalizing {
  const of = (name: string): number => tensorOf(tensors, node, name)[output] ?? NaN;
  const [mean, variance, scale, shift] = [of("mean"), of("variance"), of("scale"), of("shift")];
  const normalized = ((sum - mean) / Math.sqrt(variance + epsilon)) * scale + shift;
  return { mean, variance, epsilon, scale, shift, normalized };
}

function tensorOf(tensors: TrainingState["tensors"], node: NodeId, name: string): Float32Array {
  const values = tensors.get(`${node}/${name}`);
  if (values === undefined) throw new Error(`There is no ${node}/${name}.`);
  return values;
}
