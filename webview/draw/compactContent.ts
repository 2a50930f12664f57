import type { NetworkNode } from "../../model/network/node.js";
import { pathPadding } from "../layout/blockPiece.js";
import { centerX, centerY } from "../layout/box.js";
import { channelsOf } from "../../model/network/family.js";
import type { SceneNode } from "../layout/scene.js";
import { cardTop, compact } from "../layout/sizes.js";
import { compactLine, headingInset } from "../layout/slots.js";
import { briefTitle, shortTitle } from "../words/nodeText.js";
import { pathNumberOf } from "../../model/network/nodeId.js";
import { shapeWithin, shortened, textWidth } from "../words/textRoom.js";
import {
  centered,
  outlineOf,
  outlineOver,
  text,
  type Content,
  type NodeText,
} from "./nodeTexts.js";

/** The font sizes of a compact picture: of all that is near, and of what is seen from afar. */
const [near, far] = [10, 18];

const module: Content = ({ box: { x, y, width }, heading, isOverLayers }, node) => {
  const left = x + headingInset;
  const isColumn = heading === "column";
  // Beside a module's name its shape and its numbers need the rest.
  const name = shortened(shortTitle(node), isColumn ? width - headingInset : 42, near);
  const [shapeX, shapeY] = isColumn ? [left, y + 11 + compactLine] : [left + 46, y + 11];
  const shape = shapeWithin(node.outputShape, isColumn ? width - headingInset : 66, near);
  return [
    text("name", [left, y + 11], "name near", name),
    text("shape", [shapeX, shapeY], "shape near", shape),
    text(
      "far",
      [left, y + 11.5],
      "name far",
      shortened(shortTitle(node), width - headingInset, far),
    ),
    // Over blocks there is no room for as large a name, and they have their own.
    ...(isOverLayers === true
      ? outlineOf({ x, y, width, height: compact.moduleColumnHeight }, shortTitle(node))
      : []),
  ];
};

/** Right of a block's shape: the measure that a person chose, and the sign that folds it. */
const blockEndRoom = 66;

/** Over a block's cards: its heading and that of its first path, of which nothing is seen from far away. */
const blockTop = compact.blockPadding + compact.blockHeaderHeight + compact.pathLabelHeight;

const block: Content = ({ box, level, hue }, node) => {
  const { x, y, width } = box;
  // A block on the path of another one is named when one comes closer: twenty times "branches" tells nothing.
  const names = hue > 0 ? [] : outlineOver(box, blockTop, shortTitle(node));
  // Alone on the stage it is named above the picture.
  if (level === 1) return [];
  const room = width - 5 - blockEndRoom;
  const shape = shapeWithin(node.outputShape, room - 21, near);
  const name = shortened(shortTitle(node), room - 6 - textWidth(shape, near), near);
  return [
    text("name", [x + 5, y + 12], "name near", name),
    text("shape", [x + 5 + Math.max(21, textWidth(name, near) + 6), y + 12], "shape near", shape),
    toggle([x + width - 5, y + 12], "▾"),
    text("far", [x + 5, y + 19], "name far", farTitle(node, width - 10)),
    ...names,
  ];
};

const folded: Content = ({ box }, node) => {
  const top = cardTop(box, "folded");
  const room = box.width - 14;
  return [
    text("name", [box.x + 7, top + 12], "name near", shortened(shortTitle(node), room - 12, near)),
    text("shape", [box.x + 7, top + 23], "shape near", shapeWithin(node.outputShape, room, near)),
    toggle([box.x + box.width - 5, top + 12], "▸"),
    centered(
      "far",
      [centerX(box), centerY(box) - 4],
      "name far",
      shortened(shortTitle(node), room, far),
    ),
    centered(
      "far-channels",
      [centerX(box), centerY(box) + 17],
      "channels far",
      String(channelsOf(node.outputShape)),
    ),
    ...outlineOf(box, shortTitle(node)),
  ];
};

const path: Content = ({ box: { x, y }, id }) => [
  text("name", [x + pathPadding.compact, y + 8.8], "path-name near", String(pathNumberOf(id))),
];

const layer: Content = ({ box }, node, beside) => {
  const middle = centerY(box);
  const shape = shapeWithin(node.outputShape, box.width - 7, near, beside);
  const channels = String(channelsOf(node.outputShape));
  return [
    text("shape", [box.x + 6, middle - 3.1], "shape near", shape),
    text("name", [box.x + 6, middle + 7.4], "kind near", briefTitle(node)),
    centered("far", [centerX(box), middle + 6.5], "channels far", channels),
  ];
};

/** What is written in a picture of many cards: as little as tells them apart. */
export const compactContent: Readonly<Record<SceneNode["form"], Content>> = {
  module,
  block,
  folded,
  path,
  layer,
  concat: () => [],
  sum: () => [],
};

/** Folds or unfolds when it is pressed; the same is done with a key and a button. */
function toggle(at: readonly [number, number], sign: string): NodeText {
  return { ...text("toggle", at, "toggle", sign), anchor: "end" };
}

/** With its channels, where there is room for both. */
function farTitle(node: NetworkNode, room: number): string {
  const both = `${shortTitle(node)} · ${channelsOf(node.outputShape)}`;
  return textWidth(both, far) <= room ? both : shortened(shortTitle(node), room, far);
}
