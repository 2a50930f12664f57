import * as z from "zod";
import { inputSquares } from "../network/inputSquares.js";
import type { NodeId } from "../network/spec.js";
import type { StateQuestion } from "./question.js";

/** How strongly layers read each channel that they are given. */
export interface ReadInputs {
  /** The steps that the weights have taken. */
  readonly step: number;
  /** By layer, of each of its input channels, the sum of the squares of the weights that read it. */
  readonly layers: Readonly<Record<NodeId, Float32Array>>;
}

/** More than any network has layers behind blocks. */
export const mostLayers = 1024;

/** One that has no weights is left out. */
export const readInputs: StateQuestion<readonly NodeId[], ReadInputs> = {
  of: "state",
  input: z.array(z.string()).max(mostLayers),
  answer: async ({ step, tensors }, layers) => {
    const found = await tensors(layers.map(weightOf));
    const told = layers.flatMap((layer) => {
      const weight = found.get(weightOf(layer));
      return weight === undefined
        ? []
        : [[layer, Float32Array.from(inputSquares(weight))] as const];
    });
    return { step, layers: Object.fromEntries(told) };
  },
};

function weightOf(layer: NodeId): string {
  return `${layer}/weight`;
}
