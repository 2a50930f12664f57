import * as z from "zod";
import type { NodeId } from "../network/spec.js";
import type { LayerWeights } from "../run/layerWeights.js";
import type { ShapedValues, StateQuestion } from "./question.js";

const normalizationParts = ["mean", "variance", "scale", "shift"] as const;

/** The weight of a layer, with what its normalization has learned; null for a node that has none. */
export const weights: StateQuestion<NodeId, LayerWeights> = {
  of: "state",
  input: z.string(),
  answer: async ({ step, tensors }, node) => {
    const idOf = (name: string): string => `${node}/${name}`;
    const found = await tensors(["weight", ...normalizationParts].map(idOf));
    const weight = found.get(idOf("weight"));
    if (weight === undefined) return null;
    return { step, ...weight, ...normalizationIn((name) => found.get(idOf(name))) };
  },
};

/** Nothing where a part is missing, as all are of a layer that does not normalize. */
function normalizationIn(
  read: (name: string) => ShapedValues | undefined,
): Pick<LayerWeights, "normalization"> {
  const [mean, variance, scale, shift] = normalizationParts.map((name) => read(name)?.values);
  return mean === undefined || variance === undefined || scale === undefined || shift === undefined
    ? {}
    : {
        normalization: {
          mean: [...mean],
          variance: [...variance],
          scale: [...scale],
          shift: [...shift],
        },
      };
}
