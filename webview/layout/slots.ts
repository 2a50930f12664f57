import { pathPadding } from "./blockPiece.js";
import type { Scene, SceneNode } from "./scene.js";
import type { Box } from "./box.js";
import type { NodeId } from "../../model/network/spec.js";

/** The place of one live number of a node: its name at `keyX`, the number at `valueX`. */
export interface ValueSlot {
  readonly id: string;
  readonly node: NodeId;
  /** Which measure, by its place in the list of measures. */
  readonly measure: number;
  readonly keyX: number;
  readonly valueX: number;
  readonly anchor: "start" | "end";
  readonly y: number;
  /** Whether there is room for a word in front, or for one sign. */
  readonly key: "word" | "sign";
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

/** Offsets of name and number, a column a measure. */
interface Line {
  readonly key: "word" | "sign";
  readonly columns: readonly (readonly [key: number, value: number])[];
}

const wordLine: Line = {
  key: "word",
  columns: [
    [0, 55],
    [104, 138],
    [186, 220],
  ],
};

const signLine: Line = {
  key: "sign",
  columns: [
    [0, 11],
    [54, 64],
    [112, 124],
  ],
};

/** Where the live numbers of a picture stand. */
export function layoutSlots(scene: Scene): Slots {
  const layers = scene.nodes.filter(({ form }) => form === "layer");
  return {
    values: scene.nodes.flatMap((node) => valueSlots(node, scene.density)),
    meters: layers.map((node) => meterSlot(node, scene.density)),
    sparks: scene.density === "roomy" ? layers.map(sparkSlot) : [],
  };
}

function valueSlots(node: SceneNode, density: Scene["density"]): readonly ValueSlot[] {
  const { x, y } = node.box;
  const isRoomy = density === "roomy";
  switch (node.form) {
    case "module":
      return lineSlots(node, signLine, x, y + 28);
    case "block":
      // Alone on the stage a block has its numbers in the heading above the picture.
      return isRoomy ? [] : lineSlots(node, signLine, x + 142, y + 20);
    case "path":
      return isRoomy
        ? lineSlots(node, wordLine, x + pathPadding + 52, y + 15)
        : lineSlots(node, signLine, x + pathPadding + 46, y + 11);
    case "layer":
      return isRoomy ? cardSlots(node) : [];
    case "concat":
      return [];
  }
}

function lineSlots(node: SceneNode, line: Line, x: number, y: number): readonly ValueSlot[] {
  return line.columns.map(([keyX, valueX], measure) => ({
    id: `${node.id} ${measure}`,
    node: node.id,
    measure,
    keyX: x + keyX,
    valueX: x + valueX,
    anchor: "start",
    y,
    key: line.key,
  }));
}

function cardSlots(node: SceneNode): readonly ValueSlot[] {
  const { x, y, width, height } = node.box;
  const top = y + (height - 98) / 2;
  return wordLine.columns.map((_, measure) => ({
    id: `${node.id} ${measure}`,
    node: node.id,
    measure,
    keyX: x + 92,
    valueX: x + width - 12,
    anchor: "end",
    y: top + 56 + measure * 15,
    key: "word",
  }));
}

function meterSlot({ id, hue, box }: SceneNode, density: Scene["density"]): GraphSlot {
  const height = density === "roomy" ? 3 : 2.5;
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
  return { id, hue, box: { x: box.x + 14, y: top + 48, width: 68, height: 38 } };
}
