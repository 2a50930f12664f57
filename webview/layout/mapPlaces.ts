import type { NodeId } from "../../model/network/spec.js";
import { centerY, type Box } from "./box.js";
import type { Detail } from "./detail.js";
import type { Scene, SceneNode } from "./scene.js";
import {
  cardHeightOf,
  cardTop,
  type Density,
  type Ladder,
  type MapsPlace,
  type Sizes,
} from "./sizes.js";

/** The places of a node's feature maps, the strongest first. */
export interface MapSlot {
  readonly id: NodeId;
  readonly boxes: readonly Box[];
  /** Right of each of them the place of the same channel's map of a second image; empty where there is none. */
  readonly seconds: readonly Box[];
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

interface MapBeside {
  readonly side: number;
  /** From the card's right side, and from what is written. */
  readonly inset: number;
}

/** One map beside what is written takes width alone: a card stays as high as it is without. */
const besides: Readonly<Record<"plain" | "compact", MapBeside>> = {
  plain: { side: 36, inset: 5 },
  compact: { side: 17, inset: 1 },
};

/** On a folded card, right of its numbers. */
const foldedMap = { side: 28, right: 5, top: 28 } as const;

/** Between the maps of one channel. */
const pairGap = 1;

/**
 * The same sizes with room for maps, of one image or of two. Where rows of them are too high there may still be
 * width for one beside names and shapes, which come before more maps.
 */
export function withMaps([richest, ...others]: Ladder, hasPairs = false): Ladder {
  return [
    withMap(richest, "below", hasPairs),
    ...others.flatMap((sizes) =>
      sizes.density === "plain"
        ? [withMap(sizes, "below", hasPairs), withMap(sizes, "beside", hasPairs)]
        : [withMap(sizes, "below", hasPairs)],
    ),
  ];
}

function withMap(sizes: Sizes, place: MapsPlace, hasPairs: boolean): Sizes {
  const { density, cardWidth, cardHeight, foldedWidth } = sizes;
  const pairs: Pick<Sizes, "hasPairs"> = hasPairs ? { hasPairs } : {};
  if (density === "compact") {
    const wider = (side: number): number => (hasPairs ? side + pairGap : 0);
    return {
      ...sizes,
      ...pairs,
      maps: "beside",
      cardWidth: cardWidth + wider(besides.compact.side),
      foldedWidth: foldedWidth + wider(foldedMap.side),
    };
  }
  const { side, inset } = besides.plain;
  return place === "below"
    ? { ...sizes, ...pairs, maps: "below", cardHeight: cardHeight + rows[density].height }
    : {
        ...sizes,
        ...pairs,
        maps: "beside",
        cardWidth: cardWidth + inset + widthOf(side, pairs.hasPairs),
      };
}

type Picture = Pick<Scene, "density" | "maps" | "hasPairs">;

/** A node with the part of its card alone that is written on. */
export function writtenPart(node: SceneNode, { density, maps, hasPairs }: Picture): SceneNode {
  if (maps === undefined || node.form !== "layer") return node;
  const { box } = node;
  if (maps === "below" && density !== "compact") {
    return { ...node, box: { ...box, y: rowTop(box, density), height: cardHeightOf[density] } };
  }
  const { inset } = besideOf(density);
  const taken = inset + widthOf(besideOf(density).side, hasPairs);
  return { ...node, box: { ...box, width: box.width - taken } };
}

function besideOf(density: Density): MapBeside {
  return density === "compact" ? besides.compact : besides.plain;
}

/** Where what is written and the row under it begin, which stand together around the card's middle. */
function rowTop(box: Box, density: keyof typeof rows): number {
  return centerY(box) - (cardHeightOf[density] + rows[density].height) / 2;
}

/** Nothing in a picture without maps. */
export function mapSlots(scene: Scene): readonly MapSlot[] {
  const { density, maps, hasPairs, nodes } = scene;
  if (maps === undefined) return [];
  return nodes.flatMap((node) => {
    const boxes = boxesOn(node, scene);
    const seconds = hasPairs === true ? boxes.map(besideIt) : [];
    const [first, last] = [boxes[0], seconds.at(-1) ?? boxes.at(-1)];
    if (first === undefined || last === undefined) return [];
    const box = { ...first, width: last.x + last.width - first.x };
    return [{ id: node.id, boxes, seconds, from: density === "compact" ? "far" : "outline", box }];
  });
}

function boxesOn({ form, box }: SceneNode, { density, maps, hasPairs }: Picture): readonly Box[] {
  if (form === "folded") return density === "compact" ? [onFolded(box, hasPairs)] : [];
  if (form !== "layer") return [];
  if (maps === "beside" || density === "compact") {
    const { side, inset } = besideOf(density);
    const left = box.x + box.width - inset - widthOf(side, hasPairs);
    return [square(left, centerY(box) - side / 2, side)];
  }
  const { side, gap, inset } = rows[density];
  // Two that belong together stand closer than they do to others.
  const [wide, between] = [widthOf(side, hasPairs), hasPairs === true ? 2 * gap - pairGap : gap];
  const count = Math.floor((box.width - 2 * inset + between) / (wide + between));
  const y = rowTop(box, density) + cardHeightOf[density];
  return Array.from({ length: count }, (_, place) =>
    square(box.x + inset + place * (wide + between), y, side),
  );
}

function onFolded(box: Box, hasPairs: Scene["hasPairs"]): Box {
  const { side, right, top } = foldedMap;
  const left = box.x + box.width - right - widthOf(side, hasPairs);
  return square(left, cardTop(box, "folded") + top, side);
}

/** Of a map, or of the two of a channel. */
function widthOf(side: number, hasPairs: Scene["hasPairs"]): number {
  return hasPairs === true ? 2 * side + pairGap : side;
}

function besideIt(box: Box): Box {
  return { ...box, x: box.x + box.width + pairGap };
}

function square(x: number, y: number, side: number): Box {
  return { x, y, width: side, height: side };
}
