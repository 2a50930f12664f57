import { channelsOf } from "../../model/network/family.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { Shape } from "../../model/network/spec.js";

/**
 * What a ribbon is as wide as: the channels of maps. Features have no grid, and are often many more than a
 * network has channels, which beside them would be hairlines: they are drawn as wide as the widest maps at most.
 */
export function ribbonOf(shape: Shape, mostFeatures: number): number {
  const channels = channelsOf(shape);
  return shape.length > 1 ? channels : Math.min(channels, mostFeatures);
}

/** The channels of the widest maps of a network. */
export function widestMaps({ nodes }: NetworkGraph): number {
  const maps = nodes.filter(({ outputShape }) => outputShape.length > 1);
  return Math.max(...maps.map(({ outputShape }) => channelsOf(outputShape)));
}
