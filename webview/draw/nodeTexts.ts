import type { NetworkNode } from "../../model/network/node.js";
import type { Shape } from "../../model/network/spec.js";
import { centerX, centerY, type Box } from "../layout/box.js";
import type { SceneNode } from "../layout/scene.js";
import { textWidth } from "../words/textRoom.js";

/** One text of a node; `className` says how it looks and at which detail it shows: `far`, `outline` or near. */
export interface NodeText {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly className: string;
  readonly text: string;
}

/** `beside` has the shapes of a block's layers, which are written in one form. */
export type Content = (
  scene: SceneNode,
  node: NetworkNode,
  beside: readonly Shape[],
) => readonly NodeText[];

type Point = readonly [x: number, y: number];

export function text(id: string, [x, y]: Point, className: string, written: string): NodeText {
  return { id, x, y, anchor: "start", className, text: written };
}

export function centered(id: string, at: Point, className: string, written: string): NodeText {
  return { ...text(id, at, className, written), anchor: "middle" };
}

/** The font sizes of distant texts, as the styles have them. */
const [farSize, outlineSize] = [18, 40];

/** Two lines in the middle of a box. */
export function farTexts(box: Box, [above, below]: readonly [string, string]): readonly NodeText[] {
  const [x, y] = [centerX(box), centerY(box)];
  return [
    centered("far", [x, y - 5], "name far", above),
    centered("far-shape", [x, y + farSize], "shape far", below),
  ];
}

/** A name in a box that is seen as little more than an outline, where it has room. */
export function outlineOf(box: Box, name: string): readonly NodeText[] {
  if (box.height < outlineSize) return [];
  return outlineAt(box, centerY(box) + 0.35 * outlineSize, name);
}

/** The same over the cards of a group, whose first `room` units have none: its letters stand in them. */
export function outlineOver(box: Box, room: number, name: string): readonly NodeText[] {
  return outlineAt(box, box.y + (room + capitals * outlineSize) / 2, name);
}

/** How high a capital or a number is, in shares of the font size. */
const capitals = 0.73;

function outlineAt(box: Box, baseline: number, name: string): readonly NodeText[] {
  if (textWidth(name, outlineSize) > box.width) return [];
  return [centered("outline", [centerX(box), baseline], "outline", name)];
}
