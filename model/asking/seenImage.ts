import * as z from "zod";
import type { NodeId } from "../network/spec.js";
import { scoresOf } from "../network/scores.js";
import { featureMapsOf, mapPixels, type FeatureMap } from "./featureMaps.js";
import { outputOf } from "../network/outputOf.js";
import { imageFrom, imageSourceFields, isOneImage, type ImageSource } from "./imageSource.js";
import type { Seen } from "./derivation/derive.js";
import type { NetworkQuestion } from "./question.js";
import { answersOf } from "./scores.js";
import { tilesOf, type ImageTiles } from "./testImages.js";

/** Which image, and of which nodes the maps are wanted. */
export interface ImageLook extends ImageSource {
  /** Layers, or what stands for some: a block, a path. */
  readonly nodes: readonly NodeId[];
  /** Maps of each node at most. */
  readonly most: number;
  /** Of these nodes these channels in this order, and not the strongest: as where they stand beside another image's. */
  readonly channels?: Readonly<Record<NodeId, readonly number[]>>;
}

/** Maps of one node as gray pixels on a scale of their own. */
export interface MapTiles {
  readonly height: number;
  readonly width: number;
  /** All channels that there are, of which the strongest are told. */
  readonly channels: number;
  /** The value that is white; where there are negative ones its opposite is black, else 0 is. */
  readonly largest: number;
  readonly isSigned: boolean;
  /** The strongest first, or those that were asked for in their order. */
  readonly maps: readonly FeatureMap[];
  /** [maps, height, width], 0 to 255. */
  readonly pixels: Uint8Array;
}

/** What a network makes of one image. */
export interface SeenImage {
  /** The steps that its weights have taken. */
  readonly step: number;
  readonly classNames: readonly string[];
  readonly image: ImageTiles;
  /** The number of its class; null of a person's own picture. */
  readonly label: number | null;
  /** Of each class. */
  readonly probabilities: readonly number[];
  /** By the node that was asked for; one without an output is left out. */
  readonly nodes: Readonly<Record<NodeId, MapTiles>>;
}

/** More than a picture shows at once. */
const mostNodes = 512;
/** More channels than any layer has that an image passes. */
const mostMaps = 4096;
/** Enough for all channels of a layer, and too little to hold a window up. */
const mostPixels = 4e6;

/** Sends an image of the test set, or a picture of a person's own, through the network; null where the set has no such image. */
export const seenImage: NetworkQuestion<ImageLook, SeenImage> = {
  of: "network",
  input: z
    .object({
      ...imageSourceFields,
      nodes: z.array(z.string()).max(mostNodes),
      most: z.int().min(1).max(mostMaps),
      channels: z
        .record(z.string(), z.array(z.int().nonnegative()).max(mostMaps))
        .refine((channels) => Object.keys(channels).length <= mostNodes)
        .exactOptional(),
    })
    .refine(isOneImage),
  answer: async (network, { nodes, most, channels = {}, muted = [], ...source }, watch) => {
    const image = await imageFrom(network, source);
    if (image === null) return null;
    const { classNames } = network;
    const seen = await network.look(image, muted, watch);
    const scores = seen.values.get(scoresOf(seen.graph)) ?? new Float32Array();
    const [answer] = answersOf(scores, classNames.length);
    return {
      ...{ step: seen.step, classNames, image: tilesOf(image, [0]) },
      label: source.own === undefined ? (image.labels[0] ?? NaN) : null,
      probabilities: answer?.probabilities ?? [],
      nodes: Object.fromEntries(tilesByNode(seen, { nodes, most, channels })),
    };
  },
};

/** As many maps as fit all together; the first of each node are always among them. */
function tilesByNode(
  { graph, values }: Seen,
  { nodes, most, channels }: Required<Pick<ImageLook, "nodes" | "most" | "channels">>,
): readonly (readonly [NodeId, MapTiles])[] {
  return nodes.flatMap((id) => {
    const output = outputOf(graph, id);
    const found = output === null ? undefined : values.get(output);
    const node = output === null ? undefined : graph.byId.get(output);
    if (found === undefined || node === undefined) return [];
    const fitting = Math.floor(mostPixels / nodes.length / areaOf(node.outputShape));
    const chosen = { most: Math.max(1, Math.min(most, fitting)), channels: channels[id] ?? null };
    return [[id, tilesOfMaps(node.outputShape, found, chosen)]];
  });
}

function areaOf([, height = 1, width = 1]: readonly number[]): number {
  return height * width;
}

function tilesOfMaps(
  shape: readonly number[],
  values: Float32Array,
  { most, channels }: { readonly most: number; readonly channels: readonly number[] | null },
): MapTiles {
  const features = featureMapsOf(shape, values);
  const { height, width } = features;
  const wanted = channels === null ? features.maps : ofChannels(features.maps, channels);
  const maps = wanted.slice(0, most);
  const largest = Math.max(0, ...features.maps.map((map) => map.largest));
  const isSigned = values.some((value) => value < 0);
  const pixels = new Uint8Array(maps.length * height * width);
  maps.forEach(({ channel }, place) => {
    const look = { most: largest, isSigned, factor: 1 };
    pixels.set(mapPixels(features, channel, look), place * height * width);
  });
  return { height, width, channels: features.maps.length, largest, isSigned, maps, pixels };
}

/** Those channels that the node has. */
function ofChannels(
  maps: readonly FeatureMap[],
  channels: readonly number[],
): readonly FeatureMap[] {
  const byChannel = new Map(maps.map((map) => [map.channel, map]));
  return channels.flatMap((channel) => byChannel.get(channel) ?? []);
}
