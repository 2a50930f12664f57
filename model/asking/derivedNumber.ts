import * as z from "zod";
import { outputOf } from "../network/outputOf.js";
import type { NodeId } from "../network/spec.js";
import type { Derived, Place } from "./derivation/derivation.js";
import { derive } from "./derivation/derive.js";
import { imageFrom, imageSourceFields, isOneImage, type ImageSource } from "./imageSource.js";
import type { NetworkQuestion } from "./question.js";

/** A number of a map that an image makes. */
export interface NumberAt extends ImageSource, Place {
  /** A layer, or what stands for some: a block, a path. */
  readonly node: NodeId;
}

/** As many as one compares; the others are told together. */
const mostParts = 4;

/** How a number comes about; null where the set has no such image, or the node no such number. */
export const derivedNumber: NetworkQuestion<NumberAt, Derived> = {
  of: "network",
  input: z
    .object({
      ...imageSourceFields,
      node: z.string(),
      channel: z.int().nonnegative(),
      row: z.int().nonnegative(),
      column: z.int().nonnegative(),
    })
    .refine(isOneImage),
  answer: async (network, { node, channel, row, column, muted = [], ...source }, watch) => {
    const image = await imageFrom(network, source);
    if (image === null) return null;
    const seen = await network.look(image, muted, watch);
    const output = outputOf(seen.graph, node);
    return output === null ? null : derive(seen, output, { channel, row, column }, mostParts);
  },
};
