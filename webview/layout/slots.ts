import type { NodeId } from "../../model/network/spec.js";
import { pathPadding } from "./blockPiece.js";
import type { Box } from "./box.js";
import type { Scene, SceneNode } from "./scene.js";

/** The place of one number of a node. */
export interface ValueSlot {
  readonly id: string;
  readonly node: NodeId;
  /** Which of the headline measures, by its place in their list; or the one that a person chose. */
  readonly measure: number | "chosen";
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  /** Where the measure's word stands; null where there is room for its sign alone, before the number. */
  readonly wordX: number | null;
  /** Whether the headline measures stand on the same node: then they need not be written again. */
  readonly isExtra: boolean;
}

/** The place of a bar or of a history of the measure that the person chose. */
export interface GraphSlot {
  readonly id: NodeId;
  readonly hue: number;
  readonly box: Box;
}

export interface Slots {
  readonly values: readonly ValueSlot[];
  readonly meters: readonly GraphSlot[];
  readonly sparks: readonly GraphSlot[];
}

type Point = readonly [x: number, y: number];

/** Offsets of word and number, a column a measure. */
const wordColumns: readonly (readonly [word: number, value: number])[] = [
  [0, 55],
  [104, 138],
  [186, 220],
];

/** Offsets of signed numbers in a line of a compact picture, in the widest of the usual fonts. */
const signColumns: readonly number[] = [0, 48, 86];

/** The distance of lines in a compact picture. */
export const compactLine = 11;

/** Where the numbers of a picture stand that a run or a choice changes. */
export function layoutSlots(scene: Scene): Slots {
  const isRoomy = scene.density === "roomy";
  const layers = scene.nodes.filter(({ form }) => form === "layer");
  return {
    values: scene.nodes.flatMap(isRoomy ? roomyValues : compactValues),
    meters: layers.map((node) => meterSlot(node, scene.density)),
    sparks: isRoomy ? layers.map(sparkSlot) : [],
  };
}

function roomyValues(node: SceneNode): readonly ValueSlot[] {
  const { x, y } = node.box;
  switch (node.form) {
    case "module":
      return wordLine(node, [x, y + 28]);
    case "path":
      return wordLine(node, [x + pathPadding.roomy + 52, y + 15]);
    case "layer":
      return cardValues(node);
    // Alone on the stage a block has its numbers in the heading above the picture.
    case "block":
    case "concat":
    case "folded":
      return [];
  }
}

function compactValues(node: SceneNode): readonly ValueSlot[] {
  const { x, y, width, height } = node.box;
  switch (node.form) {
    case "module":
      return node.heading === "line"
        ? signLine(node, [x + 114, y + 10])
        : signColumn(node, [x, y + 10 + 2 * compactLine]).slice(node.heading === "bare" ? 3 : 0);
    case "block":
      return [
        ...signLine(node, [x + 5, y + 23]),
        { ...chosenSlot(node, true), x: x + width - 14, y: y + 12 },
      ];
    case "path":
      return signLine(node, [x + pathPadding.compact + 10, y + 9.5]);
    case "layer":
      return [{ ...chosenSlot(node, false), x: x + width - 2, y: y + height / 2 + 8.5 }];
    case "folded":
      return signColumn(node, [x + 7, y + (height - 62) / 2 + 34]);
    case "concat":
      return [];
  }
}

function signLine(node: SceneNode, [x, y]: Point): readonly ValueSlot[] {
  return signColumns.map((offset, measure) => ({
    ...headlineSlot(node, measure),
    x: x + offset,
    y,
  }));
}

function signColumn(node: SceneNode, [x, y]: Point): readonly ValueSlot[] {
  return signColumns.map((_, measure) => ({
    ...headlineSlot(node, measure),
    x,
    y: y + measure * compactLine,
  }));
}

function wordLine(node: SceneNode, [x, y]: Point): readonly ValueSlot[] {
  return wordColumns.map(([word, value], measure) => ({
    ...headlineSlot(node, measure),
    x: x + value,
    y,
    wordX: x + word,
  }));
}

function headlineSlot({ id }: SceneNode, measure: number): Omit<ValueSlot, "x" | "y"> {
  return {
    id: `${id} ${measure}`,
    node: id,
    measure,
    anchor: "start",
    wordX: null,
    isExtra: false,
  };
}

function chosenSlot({ id }: SceneNode, isExtra: boolean): Omit<ValueSlot, "x" | "y"> {
  return { id: `${id} chosen`, node: id, measure: "chosen", anchor: "end", wordX: null, isExtra };
}

/** The history stands left, the numbers right, the chosen measure under the history. */
function cardValues(node: SceneNode): readonly ValueSlot[] {
  const { x, y, width, height } = node.box;
  const top = y + (height - 98) / 2;
  const headline = wordColumns.map((_, measure) => ({
    ...headlineSlot(node, measure),
    anchor: "end" as const,
    wordX: x + 92,
    x: x + width - 12,
    y: top + 56 + measure * 15,
  }));
  return [...headline, { ...chosenSlot(node, true), anchor: "start", x: x + 14, y: top + 88 }];
}

function meterSlot({ id, hue, box }: SceneNode, density: Scene["density"]): GraphSlot {
  const height = density === "roomy" ? 3 : 1.8;
  const inset = density === "roomy" ? 5 : 3;
  const x = box.x + inset;
  return {
    id,
    hue,
    box: { x, y: box.y + box.height - height, width: box.width - inset, height },
  };
}

function sparkSlot({ id, hue, box }: SceneNode): GraphSlot {
  const top = box.y + (box.height - 98) / 2;
  return { id, hue, box: { x: box.x + 14, y: top + 48, width: 68, height: 28 } };
}
