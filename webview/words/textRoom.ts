import type { Shape } from "../../model/network/spec.js";
import { formatTightShape } from "./format.js";

/** Of a letter and of the signs that differ most from it, in shares of the font size, of the widest usual fonts. */
const letterWidth = 0.62;
const signWidths: Readonly<Record<string, number>> = {
  "×": 0.84,
  "²": 0.42,
  "…": 1,
  i: 0.32,
  l: 0.32,
};
const firstIdeograph = 0x2e80;

const segmenter = new Intl.Segmenter();

function signsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** About how long a text is, in the units of its font size: a layout knows no fonts. */
export function textWidth(text: string, fontSize: number): number {
  return fontSize * signsOf(text).reduce((sum, sign) => sum + widthOf(sign), 0);
}

function widthOf(sign: string): number {
  const isWide = (sign.codePointAt(0) ?? 0) >= firstIdeograph;
  return signWidths[sign] ?? (isWide ? 1 : letterWidth);
}

/** As much of a text as has room; nothing where not even a letter has. */
export function shortened(text: string, room: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= room) return text;
  const signs = signsOf(text);
  while (signs.length > 0 && textWidth(`${signs.join("")}…`, fontSize) > room) signs.pop();
  return signs.length === 0 ? "" : `${signs.join("")}…`;
}

/** 64×112×112, or 64×112², or 64. */
const shapeForms: readonly ((shape: Shape) => string)[] = [
  formatTightShape,
  (shape) => {
    const [channels = 0, height, width] = shape;
    const isSquare = height !== undefined && height === width;
    return isSquare ? `${channels}×${height}²` : formatTightShape(shape);
  },
  ([channels = 0]) => String(channels),
];

/** The first form of a shape that has room, for all that stand beside it as well: they are compared. */
export function shapeWithin(
  shape: Shape,
  room: number,
  fontSize: number,
  beside: readonly Shape[] = [],
): string {
  const hasRoom = (text: string): boolean => textWidth(text, fontSize) <= room;
  const form = shapeForms.find((written) =>
    [shape, ...beside].every((each) => hasRoom(written(each))),
  );
  return form?.(shape) ?? "";
}
