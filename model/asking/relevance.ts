import * as z from "zod";
import type { NetworkNode } from "../network/node.js";
import { outputOf } from "../network/outputOf.js";
import type { NodeId } from "../network/spec.js";
import { gradCam, steepnessOf, type Heat, type Maps } from "./heat.js";
import type { Sloped } from "./imageInUse.js";
import { imageFrom, imageSourceFields, isOneImage, type ImageSource } from "./imageSource.js";
import type { NetworkQuestion } from "./question.js";

/** Of which image, at which node, and for which class one asks what matters. */
export interface RelevanceOf extends ImageSource {
  /** A layer, or what stands for some: a block, a path. */
  readonly node: NodeId;
  /** Null for what the network takes the image for. */
  readonly label: number | null;
}

/** What of an image matters for a class. */
export interface Relevance {
  readonly step: number;
  readonly label: number;
  /** How steeply the class's score changes with each pixel of the image as the network reads it. */
  readonly pixels: Heat;
  /** Where the maps of the node speak for the class; null where it has none that lead to the score. */
  readonly maps: Heat | null;
}

/** What matters for a class; null where the set has no such image. */
export const relevance: NetworkQuestion<RelevanceOf, Relevance> = {
  of: "network",
  input: z
    .object({
      ...imageSourceFields,
      node: z.string(),
      label: z.int().nonnegative().nullable(),
    })
    .refine(isOneImage),
  answer: async (network, { node, label, muted = [], ...source }, watch) => {
    const image = await imageFrom(network, source);
    if (image === null) return null;
    if (label !== null && label >= network.classNames.length) return null;
    const sloped = await network.slopes(image, { label, muted }, watch);
    const { graph, step } = sloped.seen;
    const slopes = sloped.slopes.get("input") ?? new Float32Array();
    const [channels = 1, height = 1, width = 1] = graph.input;
    return {
      ...{ step, label: sloped.label },
      pixels: steepnessOf({ height, width, channels, values: slopes }),
      maps: camOf(sloped, node),
    };
  },
};

function camOf({ seen, slopes }: Sloped, id: NodeId): Heat | null {
  const output = outputOf(seen.graph, id);
  const [node, slope] = [seen.graph.byId.get(output ?? ""), slopes.get(output ?? "")];
  const maps = node === undefined ? null : mapsOf(node, seen.values.get(node.id));
  return maps === null || slope === undefined ? null : gradCam(maps, slope);
}

/** Null of features, which lie nowhere. */
function mapsOf(
  { outputShape: [channels = 1, height, width] }: NetworkNode,
  values: Float32Array | undefined,
): Maps | null {
  if (values === undefined || height === undefined || width === undefined) return null;
  return { height, width, channels, values };
}
