import type { NetworkNode } from "../../model/network/graph.js";
import { formatCompact, formatShape } from "../format.js";
import { pathPadding } from "../layout/blockPiece.js";
import type { Scene, SceneNode } from "../layout/scene.js";
import { channelsOf } from "../layout/family.js";
import { shortTitle, windowOf } from "../nodeText.js";

/** One text of a node; `className` says how it looks and at which zoom it shows. */
export interface NodeText {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly className: string;
  readonly text: string;
}

/** What is written on a node that no live number changes. */
export function textsOf(
  { form, box }: SceneNode,
  node: NetworkNode,
  density: Scene["density"],
): readonly NodeText[] {
  const { x, y, width, height } = box;
  const isRoomy = density === "roomy";
  const title = shortTitle(node);
  const shape = formatShape(node.outputShape);
  const start = { anchor: "start" } as const;
  switch (form) {
    case "module":
      return [
        { ...start, id: "name", x, y: y + 11, className: "name near", text: title },
        { ...start, id: "shape", x: x + 46, y: y + 11, className: "shape near", text: shape },
        { ...start, id: "far", x, y: y + 22, className: "name far", text: title },
      ];
    case "block":
      return isRoomy
        ? []
        : [
            { ...start, id: "name", x: x + 6, y: y + 20, className: "name near", text: title },
            { ...start, id: "shape", x: x + 32, y: y + 20, className: "shape near", text: shape },
            {
              ...start,
              id: "far",
              x: x + 6,
              y: y + 24,
              className: "name far",
              text: `${title} · ${channelsOf(node.outputShape)}`,
            },
          ];
    case "path":
      return [
        {
          ...start,
          id: "name",
          x: x + pathPadding,
          y: y + (isRoomy ? 15 : 11),
          className: "path-name near",
          text: title,
        },
      ];
    case "layer":
      return isRoomy
        ? roomyCard(box, node)
        : [
            {
              ...start,
              id: "name",
              x: x + 9,
              y: y + height / 2 - 4,
              className: "name near",
              text: title,
            },
            {
              ...start,
              id: "shape",
              x: x + 9,
              y: y + height / 2 + 10,
              className: "shape near",
              text: shape,
            },
            {
              anchor: "middle",
              id: "far",
              x: x + width / 2,
              y: y + height / 2 + 7,
              className: "channels far",
              text: String(channelsOf(node.outputShape)),
            },
          ];
    case "concat":
      return concatTexts(box, node, isRoomy);
  }
}

function roomyCard(box: SceneNode["box"], node: NetworkNode): readonly NodeText[] {
  const top = box.y + (box.height - 98) / 2;
  const cost = node.parameters === 0 ? "" : formatCompact(node.parameters);
  const right = box.x + box.width - 12;
  return [
    {
      id: "name",
      x: box.x + 14,
      y: top + 20,
      anchor: "start",
      className: "name",
      text: shortTitle(node),
    },
    {
      id: "shape",
      x: box.x + 14,
      y: top + 37,
      anchor: "start",
      className: "shape",
      text: formatShape(node.outputShape),
    },
    { id: "cost", x: right, y: top + 37, anchor: "end", className: "dim", text: cost },
  ];
}

function concatTexts(
  box: SceneNode["box"],
  node: NetworkNode,
  isRoomy: boolean,
): readonly NodeText[] {
  if (!isRoomy) return [];
  const x = box.x + box.width / 2;
  const bottom = box.y + box.height;
  return [
    { id: "name", x, y: box.y - 10, anchor: "middle", className: "dim", text: "concat" },
    {
      id: "channels",
      x,
      y: bottom + 19,
      anchor: "middle",
      className: "channels",
      text: String(channelsOf(node.outputShape)),
    },
  ];
}

/** The window drawn on a card's upper right corner. */
export function glyphOf(
  { form, box }: SceneNode,
  node: NetworkNode,
  density: Scene["density"],
): { readonly x: number; readonly y: number; readonly cells: number; readonly side: number } {
  const isRoomy = density === "roomy";
  const side = isRoomy ? 13 : 9;
  const top = isRoomy ? box.y + (box.height - 98) / 2 + 10 : box.y + box.height / 2 - 12;
  return {
    x: box.x + box.width - (isRoomy ? 12 : 7) - side,
    y: top,
    cells: form === "layer" ? windowOf(node.layer) : 0,
    side,
  };
}
