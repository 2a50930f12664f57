import type { NodeId } from "../../model/network/spec.js";
import { pathPadding } from "./blockPiece.js";
import type { Box } from "./box.js";
import type { Scene, SceneNode } from "./scene.js";
import type { Detail } from "./detail.js";
import { isCard, meterSlot, sparkSlots, type GraphSlot } from "./graphSlots.js";
import { mapSlots, writtenPart, type MapSlot } from "./mapPlaces.js";
import { cardTop, type Density } from "./sizes.js";

/** The place of one number of a node, or of a line of them. */
export interface ValueSlot {
  readonly id: string;
  readonly node: NodeId;
  /**
   * Which of the headline measures, by its place in their list, or all; or the one that a person chose, alone or
   * before those.
   */
  readonly measure: number | "all" | "chosen" | "chosenFirst";
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  /** Where the measure's word stands; null where there is room for its sign alone, before the number. */
  readonly wordX: number | null;
  /** Whether the headline measures stand on the same node: then they need not be written again. */
  readonly isExtra: boolean;
  readonly from: Detail;
  /** Around what is written there. */
  readonly box: Box;
  /** Whether it stands on a layer's card, which has a color of its own. */
  readonly isOnCard: boolean;
}

export interface Slots {
  readonly values: readonly ValueSlot[];
  readonly meters: readonly GraphSlot[];
  readonly sparks: readonly GraphSlot[];
  readonly maps: readonly MapSlot[];
}

/** A number's place, before it is known when it shows. */
type ValuePlace = Omit<ValueSlot, "from" | "box" | "isOnCard">;

type Point = readonly [x: number, y: number];

/** Offsets of word and number, a column a measure. */
const wordColumns: readonly (readonly [word: number, value: number])[] = [
  [0, 55],
  [104, 138],
  [186, 220],
];

/** The distance of lines in a compact picture. */
export const compactLine = 11;

/** From the edge of a module's heading to what is written in it. */
export const headingInset = 5;

/** Where the numbers of a picture stand that a run or a choice changes. */
export function layoutSlots(scene: Scene): Slots {
  const { density } = scene;
  const layers = scene.nodes.filter(isCard);
  return {
    values: scene.nodes.flatMap((node) =>
      placesOf(node, scene).map((place) => ({
        ...place,
        from: "near",
        box: textBox(place),
        isOnCard: isCard(node),
      })),
    ),
    meters: layers.map((node) => meterSlot(node, density)),
    sparks: scene.nodes
      .filter((node) => !isWithMap(node, scene))
      .flatMap((node) => sparkSlots(writtenPart(node, scene), density)),
    maps: mapSlots(scene),
  };
}

/** The one number of a compact card gives way to a map: its color says it too, and its path's line begins with it. */
function placesOf(node: SceneNode, scene: Scene): readonly ValuePlace[] {
  if (node.form === "layer" && isWithMap(node, scene)) return [];
  const places = valuesOf[scene.density](writtenPart(node, scene));
  return node.form === "path" && scene.maps !== undefined
    ? places.map((place) =>
        place.measure === "all" ? { ...place, measure: "chosenFirst" } : place,
      )
    : places;
}

/** In a compact picture a map stands where there is a history without it. */
function isWithMap({ form }: SceneNode, { density, maps }: Scene): boolean {
  return maps !== undefined && density === "compact" && (form === "layer" || form === "folded");
}

/** Longer than what is written there, and as high as a line. */
const textExtent = { number: 60, line: 150, height: 14 } as const;

function textBox({ x, y, anchor, measure }: ValuePlace): Box {
  const { height } = textExtent;
  const isLine = measure === "all" || measure === "chosenFirst";
  const width = isLine ? textExtent.line : textExtent.number;
  return { x: anchor === "start" ? x : x - width, y: y - height + 2, width, height };
}

const valuesOf: Readonly<Record<Density, (node: SceneNode) => readonly ValuePlace[]>> = {
  roomy: (node) => largeValues(node, roomyCardValues),
  snug: (node) => largeValues(node, snugCardValues),
  plain: (node) => largeValues(node, plainCardValues),
  compact: compactValues,
};

function largeValues(
  node: SceneNode,
  cardValues: (node: SceneNode) => readonly ValuePlace[],
): readonly ValuePlace[] {
  const { x, y } = node.box;
  switch (node.form) {
    case "module":
      return node.heading === "line" ? wordLine(node, [x + headingInset, y + 32]) : [];
    case "path":
      return wordLine(node, [x + pathPadding.roomy + 52, y + 15]);
    case "layer":
      return cardValues(node);
    // Alone on the stage a block has its numbers in the heading above the picture.
    case "block":
    case "concat":
    case "sum":
    case "folded":
      return [];
  }
}

function compactValues(node: SceneNode): readonly ValuePlace[] {
  const { x, y, width, height } = node.box;
  switch (node.form) {
    case "module":
      return node.heading === "line"
        ? signLine(node, [x + 119, y + 11])
        : signColumn(node, [x + headingInset, y + 11 + 2 * compactLine]).slice(
            node.heading === "bare" ? 3 : 0,
          );
    case "block":
      // Alone on the stage it is named above the picture.
      if (node.level === 1) return [];
      return [
        ...signLine(node, [x + 5, y + 23]),
        { ...chosenSlot(node, true), x: x + width - 14, y: y + 12 },
      ];
    case "path":
      return signLine(node, [x + pathPadding.compact + 10, y + 8.8]);
    case "layer":
      return [{ ...chosenSlot(node, false), x: x + width - 2, y: y + height / 2 + 7.4 }];
    case "folded":
      return signColumn(node, [x + 7, cardTop(node.box, "folded") + 34]);
    case "concat":
    case "sum":
      return [];
  }
}

/** All in one text: a browser takes as long for a short text as for a line. */
function signLine(node: SceneNode, [x, y]: Point): readonly ValuePlace[] {
  return [{ ...headlineSlot(node, "all"), x, y }];
}

function signColumn(node: SceneNode, [x, y]: Point): readonly ValuePlace[] {
  return wordColumns.map((_, measure) => ({
    ...headlineSlot(node, measure),
    x,
    y: y + measure * compactLine,
  }));
}

function wordLine(node: SceneNode, [x, y]: Point): readonly ValuePlace[] {
  return wordColumns.map(([word, value], measure) => ({
    ...headlineSlot(node, measure),
    x: x + value,
    y,
    wordX: x + word,
  }));
}

function headlineSlot({ id }: SceneNode, measure: number | "all"): Omit<ValuePlace, "x" | "y"> {
  return {
    id: `${id} ${measure}`,
    node: id,
    measure,
    anchor: "start",
    wordX: null,
    isExtra: false,
  };
}

function chosenSlot({ id }: SceneNode, isExtra: boolean): Omit<ValuePlace, "x" | "y"> {
  return { id: `${id} chosen`, node: id, measure: "chosen", anchor: "end", wordX: null, isExtra };
}

/** The history stands left, the numbers right, the chosen measure under the history. */
function roomyCardValues(node: SceneNode): readonly ValuePlace[] {
  const top = cardTop(node.box, "roomy");
  return cardValues(node, { wordX: 92, first: top + 56, pitch: 15, chosen: top + 88 });
}

/** The numbers stand beside name and shape. */
function snugCardValues(node: SceneNode): readonly ValuePlace[] {
  const top = cardTop(node.box, "snug");
  return cardValues(node, { wordX: 97, first: top + 20, pitch: 17, chosen: top + 61 });
}

/** One number beside the name, which its coloring explains. */
function plainCardValues(node: SceneNode): readonly ValuePlace[] {
  const { box } = node;
  return [{ ...chosenSlot(node, false), x: box.x + box.width - 10, y: cardTop(box, "plain") + 17 }];
}

function cardValues(
  node: SceneNode,
  place: {
    readonly wordX: number;
    readonly first: number;
    readonly pitch: number;
    readonly chosen: number;
  },
): readonly ValuePlace[] {
  const { x, width } = node.box;
  const headline = wordColumns.map((_, measure) => ({
    ...headlineSlot(node, measure),
    anchor: "end" as const,
    wordX: x + place.wordX,
    x: x + width - 12,
    y: place.first + measure * place.pitch,
  }));
  return [...headline, { ...chosenSlot(node, true), anchor: "start", x: x + 14, y: place.chosen }];
}
