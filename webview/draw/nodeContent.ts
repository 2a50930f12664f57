import type { NetworkNode } from "../../model/network/graph.js";
import { formatCompact, formatShape, formatTightShape } from "../format.js";
import { pathPadding } from "../layout/blockPiece.js";
import { channelsOf } from "../layout/family.js";
import type { Scene, SceneNode } from "../layout/scene.js";
import { compactLine } from "../layout/slots.js";
import { t } from "../l10n.js";
import { briefTitle, pathNumberOf, shortTitle, windowOf } from "../nodeText.js";

/** One text of a node; `className` says how it looks and at which zoom it shows. */
export interface NodeText {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly className: string;
  readonly text: string;
}

type Content = (scene: SceneNode, node: NetworkNode) => readonly NodeText[];

/** What is written on a node that no live number changes. */
export function textsOf(
  scene: SceneNode,
  node: NetworkNode,
  density: Scene["density"],
): readonly NodeText[] {
  return (density === "roomy" ? roomyContent : compactContent)[scene.form](scene, node);
}

/** The window drawn on a card's upper right corner. */
export function glyphOf(
  { form, box }: SceneNode,
  node: NetworkNode,
  density: Scene["density"],
): { readonly x: number; readonly y: number; readonly cells: number; readonly side: number } {
  const side = 13;
  return {
    x: box.x + box.width - 12 - side,
    y: cardTop(box) + 10,
    cells: form === "layer" && density === "roomy" ? windowOf(node.layer) : 0,
    side,
  };
}

function cardTop({ y, height }: SceneNode["box"]): number {
  return y + (height - 98) / 2;
}

function text(
  id: string,
  [x, y]: readonly [number, number],
  className: string,
  written: string,
): NodeText {
  return { id, x, y, anchor: "start", className, text: written };
}

const none: Content = () => [];

const roomyContent: Readonly<Record<SceneNode["form"], Content>> = {
  module: ({ box: { x, y } }, node) => [
    text("name", [x, y + 11], "name", shortTitle(node)),
    text("shape", [x + 46, y + 11], "shape", formatShape(node.outputShape)),
  ],
  block: none,
  folded: none,
  path: ({ box: { x, y } }, node) => [
    text("name", [x + pathPadding.roomy, y + 15], "path-name", shortTitle(node)),
  ],
  layer: ({ box }, node) => {
    const top = cardTop(box);
    const cost = node.parameters === 0 ? "" : formatCompact(node.parameters);
    const right = box.x + box.width - 12;
    return [
      text("name", [box.x + 14, top + 20], "name", shortTitle(node)),
      text("shape", [box.x + 14, top + 37], "shape", formatShape(node.outputShape)),
      { ...text("cost", [right, top + 37], "dim", cost), anchor: "end" },
    ];
  },
  concat: ({ box }, node) => {
    const x = box.x + box.width / 2;
    const channels = String(channelsOf(node.outputShape));
    return [
      { ...text("name", [x, box.y - 10], "dim", t("concat")), anchor: "middle" },
      {
        ...text("channels", [x, box.y + box.height + 19], "channels", channels),
        anchor: "middle",
      },
    ];
  },
};

const compactContent: Readonly<Record<SceneNode["form"], Content>> = {
  module: ({ box: { x, y }, heading }, node) => [
    text("name", [x, y + 10], "name near", shortTitle(node)),
    heading === "column"
      ? text("shape", [x, y + 10 + compactLine], "shape near", formatTightShape(node.outputShape))
      : text("shape", [x + 46, y + 10], "shape near", formatTightShape(node.outputShape)),
    text("far", [x, y + 12], "name far", shortTitle(node)),
  ],
  block: ({ box: { x, y, width } }, node) => [
    text("name", [x + 5, y + 12], "name near", shortTitle(node)),
    text("shape", [x + 26, y + 12], "shape near", formatTightShape(node.outputShape)),
    toggle([x + width - 5, y + 12], "▾"),
    text("far", [x + 5, y + 20], "name far", farTitle(node)),
  ],
  folded: ({ box }, node) => {
    const top = box.y + (box.height - 62) / 2;
    const shape = formatTightShape(node.outputShape);
    return [
      text("name", [box.x + 7, top + 12], "name near", shortTitle(node)),
      text("shape", [box.x + 7, top + 23], "shape near", shape),
      toggle([box.x + box.width - 5, top + 12], "▸"),
      {
        ...text(
          "far",
          [box.x + box.width / 2, box.y + box.height / 2 + 6],
          "name far",
          shortTitle(node),
        ),
        anchor: "middle",
      },
    ];
  },
  path: ({ box: { x, y }, id }) => [
    text("name", [x + pathPadding.compact, y + 9.5], "path-name near", String(pathNumberOf(id))),
  ],
  layer: ({ box }, node) => {
    const middle = box.y + box.height / 2;
    const channels = String(channelsOf(node.outputShape));
    return [
      text("shape", [box.x + 6, middle - 2.5], "shape near", formatTightShape(node.outputShape)),
      text("name", [box.x + 6, middle + 8.5], "kind near", briefTitle(node)),
      {
        ...text("far", [box.x + box.width / 2, middle + 6], "channels far", channels),
        anchor: "middle",
      },
    ];
  },
  concat: none,
};

/** Folds or unfolds when it is pressed; the same is done with a key and a button. */
function toggle(at: readonly [number, number], sign: string): NodeText {
  return { ...text("toggle", at, "toggle", sign), anchor: "end" };
}

function farTitle(node: NetworkNode): string {
  return `${shortTitle(node)} · ${channelsOf(node.outputShape)}`;
}
