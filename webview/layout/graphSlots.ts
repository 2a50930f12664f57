import type { NodeId } from "../../model/network/spec.js";
import { pathPadding } from "./blockPiece.js";
import type { Box } from "./box.js";
import type { Detail } from "./detail.js";
import type { SceneNode } from "./scene.js";
import { cardTop, type Density } from "./sizes.js";

/** The place of a bar or of a history of the measure that the person chose. */
export interface GraphSlot {
  readonly id: NodeId;
  readonly hue: number;
  readonly box: Box;
  readonly from: Detail;
  readonly isOnCard: boolean;
}

/** Whether a node is drawn as a layer's card. */
export function isCard({ form }: SceneNode): boolean {
  return form === "layer";
}

/** Where the bar of the chosen measure stands on a layer's card. */
export function meterSlot({ id, hue, box }: SceneNode, density: Density): GraphSlot {
  const height = density === "compact" ? 1.5 : 3;
  const inset = density === "compact" ? 3 : 5;
  const x = box.x + inset;
  return {
    id,
    hue,
    from: "none",
    isOnCard: true,
    box: { x, y: box.y + box.height - height, width: box.width - inset, height },
  };
}

/** Where the history of the chosen measure stands on a node: nowhere where there is no room for it. */
export function sparkSlots(node: SceneNode, density: Density): readonly GraphSlot[] {
  const isCompact = density === "compact";
  const box = isCompact ? compactSparkBox(node) : largeSparkBox(node, density);
  const from = isCompact ? "close" : "none";
  return box === null ? [] : [{ id: node.id, hue: node.hue, from, box, isOnCard: isCard(node) }];
}

/** Where the words and numbers of a heading end, and a gap before what follows. */
const headingEnd = { path: 327, module: 276 } as const;

/** On a card, left of its numbers. */
const cardSpark = {
  roomy: { top: 48, height: 28 },
  snug: { top: 42, height: 14 },
  plain: null,
} as const;

/** In a heading a history stands after the numbers, where that is wide enough. */
function largeSparkBox(
  { form, box: { x, y, width, height } }: SceneNode,
  density: keyof typeof cardSpark,
): Box | null {
  switch (form) {
    case "layer": {
      const place = cardSpark[density];
      if (place === null) return null;
      const { top, height: sparkHeight } = place;
      const cardY = cardTop({ y, height }, density);
      return { x: x + 14, y: cardY + top, width: 68, height: sparkHeight };
    }
    case "path":
      // Over the bands to the concatenation it would be one more of them.
      return density === "plain" || width < headingEnd.path
        ? null
        : { x: x + headingEnd.path, y: y + 3, width: 56, height: 14 };
    case "module":
      return width < headingEnd.module + 60
        ? null
        : { x: x + headingEnd.module, y: y + 21, width: 56, height: 13 };
    case "block":
    case "concat":
    case "sum":
    case "folded":
      return null;
  }
}

/** Beside the numbers of a node that a compact picture writes smaller when it is close. */
function compactSparkBox({ form, heading, level, box }: SceneNode): Box | null {
  const { x, y, width, height } = box;
  switch (form) {
    case "layer":
      return { x: x + width - 19, y: y + height / 2 - 9.5, width: 17, height: 7.5 };
    case "path":
      return { x: x + width - pathPadding.compact - 28, y: y + 2, width: 28, height: 8 };
    case "block":
      return level === 1 ? null : { x: x + width - 58, y: y + 15, width: 53, height: 8.5 };
    case "folded":
      return { x: x + width - 34, y: cardTop(box, "folded") + 27, width: 28, height: 28 };
    case "module":
      return moduleSparkBox(box, heading);
    case "concat":
    case "sum":
      return null;
  }
}

function moduleSparkBox({ x, y }: Box, heading: SceneNode["heading"]): Box | null {
  switch (heading) {
    case "line":
      return { x: x + 214, y: y + 3, width: 34, height: 10 };
    case "column":
      return { x: x + 40, y: y + 25, width: 25, height: 30 };
    default:
      return null;
  }
}
