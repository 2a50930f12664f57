import type { NetworkGraph } from "../network/graph.js";
import { epsilon, isNormalized } from "../network/normalization.js";
import type { NodeId } from "../network/spec.js";
import type { TrainingState } from "./state.js";

type Tensors = TrainingState["tensors"];

/**
 * The tensors of a trained network in the form `withoutNormalization`: of each normalized convolution the
 * weight times scale / √(variance + ε) of its channel, and as its bias what the normalization adds. All
 * else is as it is. Throws an Error where a tensor is missing.
 */
export function foldNormalization(graph: NetworkGraph, tensors: Tensors): Tensors {
  const folded = new Map(tensors);
  for (const { id } of graph.nodes.filter(isNormalized)) {
    const { weight, bias } = foldedConvolution(id, tensors);
    folded.set(`${id}/weight`, weight);
    folded.set(`${id}/bias`, bias);
  }
  return folded;
}

function foldedConvolution(
  node: NodeId,
  tensors: Tensors,
): { readonly weight: Float32Array; readonly bias: Float32Array } {
  const of = (name: string): Float32Array => {
    const values = tensors.get(`${node}/${name}`);
    if (values === undefined) throw new Error(`There is no ${node}/${name}.`);
    return values;
  };
  const [scale, shift, mean, variance] = [of("scale"), of("shift"), of("mean"), of("variance")];
  const own = tensors.get(`${node}/bias`);
  const factors = Float64Array.from(scale, (each, channel) => {
    return each / Math.sqrt((variance[channel] ?? NaN) + epsilon);
  });
  const channels = factors.length;
  return {
    // The channels of its output come last.
    weight: of("weight").map((value, place) => value * (factors[place % channels] ?? NaN)),
    bias: shift.map((value, channel) => {
      const centered = (own?.[channel] ?? 0) - (mean[channel] ?? NaN);
      return value + centered * (factors[channel] ?? NaN);
    }),
  };
}
