import type { NetworkNode } from "../../model/network/node.js";
import type { PerAxis, Shape } from "../../model/network/spec.js";
import { windowOf } from "../../model/network/window.js";
import { formatCompact, formatShape } from "../words/format.js";
import { pathPadding } from "../layout/blockPiece.js";
import { channelsOf } from "../../model/network/family.js";
import { writtenPart } from "../layout/mapPlaces.js";
import type { Scene, SceneNode } from "../layout/scene.js";
import { cardTop, type Density } from "../layout/sizes.js";
import { headingInset } from "../layout/slots.js";
import { briefTitle, shortTitle } from "../words/nodeText.js";
import { shapeWithin, shortened, textWidth } from "../words/textRoom.js";
import { compactContent } from "./compactContent.js";
import { centered, farTexts, outlineOf, text, type Content, type NodeText } from "./nodeTexts.js";

/** What is written on a node that no live number changes. */
export function textsOf(
  scene: SceneNode,
  node: NetworkNode,
  picture: Pick<Scene, "density" | "maps" | "hasPairs">,
  beside: readonly Shape[],
): readonly NodeText[] {
  return contents[picture.density][scene.form](writtenPart(scene, picture), node, beside);
}

/** The window drawn on a card's upper right corner. */
export function glyphOf(
  scene: SceneNode,
  node: NetworkNode,
  picture: Pick<Scene, "density" | "maps" | "hasPairs">,
): { readonly x: number; readonly y: number; readonly cells: PerAxis; readonly side: number } {
  const side = 13;
  const { density } = picture;
  const { form, box } = writtenPart(scene, picture);
  const window = form === "layer" && density === "roomy" ? windowOf(node.layer) : undefined;
  return {
    x: box.x + box.width - 12 - side,
    y: cardTop(box, density) + 10,
    cells: window?.kernel ?? [0, 0],
    side,
  };
}

const none: Content = () => [];

/** Of a module's heading, for its name. */
const moduleNameRoom = 120;
const pathNameRoom = 48;

const largeContent: Omit<Readonly<Record<SceneNode["form"], Content>>, "layer"> = {
  module: ({ box: { x, y, width } }, node) => {
    const name = shortened(shortTitle(node), moduleNameRoom, 13);
    const left = x + headingInset;
    const shapeX = left + Math.max(46, textWidth(name, 13) + 8);
    const shape = shapeWithin(node.outputShape, x + width - shapeX, 12);
    return [
      text("name", [left, y + 15], "name", name),
      text("shape", [shapeX, y + 15], "shape", shape),
      text("far", [left, y + 24], "name far", shortened(shortTitle(node), width, 18)),
    ];
  },
  // Alone on the stage it is named above the picture.
  block: ({ box: { x, y, width }, level }, node) =>
    level === 1
      ? []
      : [
          text(
            "name",
            [x + headingInset, y + 15],
            "path-name",
            shortened(shortTitle(node), width - 2 * headingInset, 12),
          ),
        ],
  folded: none,
  path: ({ box: { x, y } }, node) => [
    text(
      "name",
      [x + pathPadding.roomy, y + 15],
      "path-name",
      shortened(shortTitle(node), pathNameRoom, 12),
    ),
  ],
  concat: joinContent,
  sum: joinContent,
};

function joinContent({ box }: SceneNode, node: NetworkNode): readonly NodeText[] {
  const x = box.x + box.width / 2;
  const channels = String(channelsOf(node.outputShape));
  return [
    centered("name", [x, box.y - 10], "dim", shortTitle(node)),
    centered("channels", [x, box.y + box.height + 19], "channels", channels),
    centered("far", [x, box.y + box.height + 24], "channels far", channels),
  ];
}

const roomyLayer: Content = ({ box }, node, beside) => {
  const top = cardTop(box, "roomy");
  const cost = node.parameters === 0 ? "" : formatCompact(node.parameters);
  const right = box.x + box.width - 12;
  return [
    text("name", [box.x + 14, top + 20], "name", shortTitle(node)),
    text("shape", [box.x + 14, top + 37], "shape", formatShape(node.outputShape)),
    { ...text("cost", [right, top + 37], "dim", cost), anchor: "end" },
    ...distantLayer(box, node, beside),
  ];
};

/** The room left of the numbers. */
const snugShapeRoom = 82;

const snugLayer: Content = ({ box }, node, beside) => {
  const top = cardTop(box, "snug");
  return [
    text("name", [box.x + 14, top + 20], "name", shortTitle(node)),
    text(
      "shape",
      [box.x + 14, top + 36],
      "shape",
      shapeWithin(node.outputShape, snugShapeRoom, 12, beside),
    ),
    ...distantLayer(box, node, beside),
  ];
};

/** The room left of the card's edge and over its bar. */
const plainShapeRoom = 122;

const plainLayer: Content = ({ box }, node, beside) => {
  const top = cardTop(box, "plain");
  const shape = shapeWithin(node.outputShape, plainShapeRoom, 12, beside);
  return [
    text("name", [box.x + 14, top + 17], "name", shortened(shortTitle(node), 84, 13)),
    text("shape", [box.x + 14, top + 34], "shape", shape),
    ...distantLayer(box, node, beside),
  ];
};

function distantLayer(
  box: SceneNode["box"],
  node: NetworkNode,
  beside: readonly Shape[],
): readonly NodeText[] {
  const shape = shapeWithin(node.outputShape, box.width - 20, 18, beside);
  return [...farTexts(box, [shortTitle(node), shape]), ...outlineOf(box, briefTitle(node))];
}

const contents: Readonly<Record<Density, Readonly<Record<SceneNode["form"], Content>>>> = {
  roomy: { ...largeContent, layer: roomyLayer },
  snug: { ...largeContent, layer: snugLayer },
  plain: { ...largeContent, layer: plainLayer },
  compact: compactContent,
};
