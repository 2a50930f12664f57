import type { NodeId } from "../../model/network/spec.js";
import { centerY, type Box } from "./box.js";
import type { Detail } from "./detail.js";
import type { Scene, SceneNode } from "./scene.js";
import { cardHeightOf, cardTop, type Density, type Sizes } from "./sizes.js";

/** The places of a node's feature maps, the strongest first. */
export interface MapSlot {
  readonly id: NodeId;
  readonly boxes: readonly Box[];
  readonly from: Detail;
  /** Around all of them. */
  readonly box: Box;
}

/** A row of maps under what is written on a card. */
interface MapRow {
  readonly side: number;
  readonly gap: number;
  /** From the card's sides, as its texts have it. */
  readonly inset: number;
  /** What the row adds to a card. */
  readonly height: number;
}

const rows: Readonly<Record<Exclude<Density, "compact">, MapRow>> = {
  roomy: { side: 40, gap: 4, inset: 14, height: 48 },
  snug: { side: 32, gap: 4, inset: 13, height: 39 },
  plain: { side: 27, gap: 4, inset: 11, height: 31 },
};

/** In a compact picture one map stands beside what is written, which takes less room, and cards stay as they are. */
const besides = { side: 18, inset: 2 } as const;

/** On a folded card, right of its numbers. */
const foldedMap = { side: 28, right: 5, top: 28 } as const;

/** The same sizes with room for maps. */
export function withMaps(sizes: Sizes): Sizes {
  const { density, cardHeight } = sizes;
  const more = density === "compact" ? 0 : rows[density].height;
  return { ...sizes, cardHeight: cardHeight + more, hasMaps: true };
}

type Picture = Pick<Scene, "density" | "hasMaps">;

/** A node with the part of its card alone that is written on. */
export function writtenPart(node: SceneNode, { density, hasMaps }: Picture): SceneNode {
  if (hasMaps !== true || node.form !== "layer") return node;
  const { box } = node;
  if (density === "compact") {
    return { ...node, box: { ...box, width: box.width - besides.side - besides.inset } };
  }
  return { ...node, box: { ...box, y: rowTop(box, density), height: cardHeightOf[density] } };
}

/** Where what is written and the row under it begin, which stand together around the card's middle. */
function rowTop(box: Box, density: keyof typeof rows): number {
  return centerY(box) - (cardHeightOf[density] + rows[density].height) / 2;
}

/** Nothing in a picture without maps. */
export function mapSlots({ density, hasMaps, nodes }: Scene): readonly MapSlot[] {
  if (hasMaps !== true) return [];
  return nodes.flatMap((node) => {
    const boxes = boxesOn(node, density);
    const [first, last] = [boxes[0], boxes.at(-1)];
    if (first === undefined || last === undefined) return [];
    const box = { ...first, width: last.x + last.width - first.x };
    return [{ id: node.id, boxes, from: density === "compact" ? "far" : "outline", box }];
  });
}

function boxesOn({ form, box }: SceneNode, density: Density): readonly Box[] {
  if (form === "folded") return density === "compact" ? [onFolded(box)] : [];
  if (form !== "layer") return [];
  if (density === "compact") {
    const { side, inset } = besides;
    return [square(box.x + box.width - inset - side, centerY(box) - side / 2, side)];
  }
  const { side, gap, inset } = rows[density];
  const count = Math.floor((box.width - 2 * inset + gap) / (side + gap));
  const y = rowTop(box, density) + cardHeightOf[density];
  return Array.from({ length: count }, (_, place) =>
    square(box.x + inset + place * (side + gap), y, side),
  );
}

function onFolded(box: Box): Box {
  const { side, right, top } = foldedMap;
  return square(box.x + box.width - right - side, cardTop(box, "folded") + top, side);
}

function square(x: number, y: number, side: number): Box {
  return { x, y, width: side, height: side };
}
