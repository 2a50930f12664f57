import type { NetworkNode } from "../../model/network/node.js";
import type { Shape } from "../../model/network/spec.js";
import { ribbonOf } from "./ribbon.js";
import type { Piece } from "./scene.js";
import type { Sizes } from "./sizes.js";

/** A layer as one card, on the trunk or on the path of that hue. */
export function layerPiece(node: NetworkNode, level: number, sizes: Sizes, hue = 0): Piece {
  const height = cardHeight(node, sizes);
  return cardPiece(node, { form: "layer", level, hue, width: sizes.cardWidth, height }, sizes);
}

/** A card is as high as the ribbon that leaves it needs: a wide pool shows what the 1×1 after it saves. */
function cardHeight(node: NetworkNode, sizes: Sizes): number {
  const band = widthOf(node.outputShape, sizes);
  return Math.max(sizes.cardHeight, band + 2 * sizes.bandInset);
}

/** A module or block as one card on the trunk. */
export function foldedPiece(node: NetworkNode, level: number, sizes: Sizes, hue = 0): Piece {
  const band = widthOf(node.outputShape, sizes) + 2 * sizes.bandInset;
  const height = Math.max(sizes.foldedHeight, band);
  return cardPiece(node, { form: "folded", level, hue, width: sizes.foldedWidth, height }, sizes);
}

function cardPiece(
  node: NetworkNode,
  {
    form,
    level,
    hue,
    width,
    height,
  }: {
    readonly form: "layer" | "folded";
    readonly level: number;
    readonly hue: number;
    readonly width: number;
    readonly height: number;
  },
  sizes: Sizes,
): Piece {
  const box = { x: 0, y: 0, width, height };
  const within = (width: number): number => Math.min(width, height - 2 * sizes.bandInset);
  return {
    width: box.width,
    height,
    trunkY: height / 2,
    above: height / 2,
    right: box.width,
    entry: box,
    exit: box,
    entrySize: within(widthOf(node.inputShape, sizes)),
    exitSize: widthOf(node.outputShape, sizes),
    nodes: [{ id: node.id, form, hue, level, box }],
    bands: [],
    parts: [],
    shares: [],
    ports: [],
  };
}

/** Of a ribbon, in scene units. */
function widthOf(shape: Shape, { perChannel, mostFeatures }: Sizes): number {
  return ribbonOf(shape, mostFeatures) * perChannel;
}
