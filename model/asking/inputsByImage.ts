import * as z from "zod";
import { channelsOf } from "../network/family.js";
import { inputSquares } from "../network/inputSquares.js";
import type { NodeId } from "../network/spec.js";
import type { Seen } from "./derivation/derive.js";
import { imageFrom, imageSourceFields, isOneImage, type ImageSource } from "./imageSource.js";
import type { NetworkQuestion } from "./question.js";
import { mostLayers, type ReadInputs } from "./readInputs.js";

export interface ReadByImage extends ImageSource {
  readonly layers: readonly NodeId[];
}

/**
 * How strongly layers read each channel that an image makes: the squares of the weights times those of what they
 * read. Of a 1×1 convolution it is exactly the sum of the squares of what the channel adds to its sums; a larger
 * window reads less beyond the edges of the maps, which is left out. Null where the set has no such image.
 */
export const inputsByImage: NetworkQuestion<ReadByImage, ReadInputs> = {
  of: "network",
  input: z
    .object({ ...imageSourceFields, layers: z.array(z.string()).max(mostLayers) })
    .refine(isOneImage),
  answer: async (network, { layers, muted = [], ...source }, watch) => {
    const image = await imageFrom(network, source);
    if (image === null) return null;
    const seen = await network.look(image, muted, watch);
    const told = layers.flatMap((layer) => {
      const strengths = strengthsOf(seen, layer);
      return strengths === null ? [] : [[layer, strengths] as const];
    });
    return { step: seen.step, layers: Object.fromEntries(told) };
  },
};

/** Null for a layer that has no weights, or does not read maps as they are. */
function strengthsOf({ graph, learned, values }: Seen, layer: NodeId): Float32Array | null {
  const node = graph.byId.get(layer);
  const read = values.get(node?.inputs[0] ?? "");
  const weight = learned.tensors.get(`${layer}/weight`);
  const shape = node?.parameterSpecs.find(({ name }) => name === "weight")?.shape;
  if (node === undefined || read === undefined || weight === undefined || shape === undefined) {
    return null;
  }
  const strengths = Float32Array.from(inputSquares({ shape, values: weight }));
  if (strengths.length !== channelsOf(node.inputShape)) return null;
  const energies = new Float64Array(strengths.length);
  read.forEach((value, place) => {
    const channel = place % energies.length;
    energies[channel] = (energies[channel] ?? 0) + value * value;
  });
  return strengths.map((strength, channel) => strength * (energies[channel] ?? 0));
}
