import type { NetworkNode } from "../../model/network/graph.js";
import { cardHeight } from "./blockPiece.js";
import { channelsOf } from "./family.js";
import type { Piece } from "./scene.js";
import type { Sizes } from "./sizes.js";

/** A layer outside of the blocks: one card on the trunk. */
export function layerPiece(node: NetworkNode, level: number, sizes: Sizes): Piece {
  const height = cardHeight(node, sizes);
  const box = { x: 0, y: 0, width: sizes.cardWidth, height };
  const within = (channels: number): number =>
    Math.min(channels * sizes.perChannel, height - 2 * sizes.bandInset);
  return {
    width: box.width,
    height,
    trunkY: height / 2,
    above: height / 2,
    entry: box,
    exit: box,
    entrySize: within(channelsOf(node.inputShape)),
    exitSize: channelsOf(node.outputShape) * sizes.perChannel,
    nodes: [{ id: node.id, form: "layer", hue: 0, level, box }],
    bands: [],
    parts: [],
    ports: [],
  };
}
