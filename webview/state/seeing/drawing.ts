import { isRecord } from "../isRecord.js";
import { isInk, type InkId } from "./inks.js";

/** A drawing's side has so many units, however large it is on a screen. */
export const drawingSide = 1000;

/** A place on the drawing, in its units from the upper left. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A pen, as wide as so many units. */
export interface Pen {
  readonly ink: InkId;
  readonly width: number;
}

/** One line of a pen. */
export interface Stroke extends Pen {
  /** Each once where the pen comes to; a lone one is a dot. */
  readonly spots: readonly Spot[];
}

export type Strokes = readonly Stroke[];

/** What is drawn, and what was drawn before each of its changes that can be undone. */
export interface Drawing {
  readonly strokes: Strokes;
  /** The newest last. */
  readonly before: readonly Strokes[];
}

export const emptyDrawing: Drawing = { strokes: [], before: [] };

/** As many changes as one takes back. */
const mostBefore = 200;

/** A pen is set down. */
export function begun({ strokes, before }: Drawing, pen: Pen, at: Spot): Drawing {
  return {
    strokes: [...strokes, { ...pen, spots: [onDrawing(at)] }],
    before: [...before, strokes].slice(-mostBefore),
  };
}

/** Where spots lie closer, a line through fewer of them looks the same. */
const leastStep = 3;

/** The pen that is down goes on. */
export function extended(drawing: Drawing, to: Spot): Drawing {
  const { strokes, before } = drawing;
  const last = strokes.at(-1);
  const from = last?.spots.at(-1);
  if (last === undefined || from === undefined) return drawing;
  const spot = onDrawing(to);
  if (Math.hypot(spot.x - from.x, spot.y - from.y) < leastStep) return drawing;
  const longer = { ...last, spots: [...last.spots, spot] };
  return { strokes: [...strokes.slice(0, -1), longer], before };
}

/** What was kept over a reload has no past, and goes away stroke by stroke. */
export function undone({ strokes, before }: Drawing): Drawing {
  return { strokes: before.at(-1) ?? strokes.slice(0, -1), before: before.slice(0, -1) };
}

/** Everything goes, and comes back where that is undone. */
export function cleared(drawing: Drawing): Drawing {
  const { strokes, before } = drawing;
  return strokes.length === 0
    ? drawing
    : { strokes: [], before: [...before, strokes].slice(-mostBefore) };
}

export function canUndo({ strokes, before }: Drawing): boolean {
  return strokes.length > 0 || before.length > 0;
}

function onDrawing({ x, y }: Spot): Spot {
  return { x: within(x), y: within(y) };
}

function within(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), drawingSide));
}

/** A page's own state is a short text: a longer drawing is drawn anew after a reload. */
const mostKept = 24_000;

/** Nothing of one that is too long, of which half would be another picture. */
export function keptStrokes(strokes: Strokes): Strokes {
  return JSON.stringify(strokes).length > mostKept ? [] : strokes;
}

/** What was kept of a drawing; null where it is none. */
export function readStrokes(value: unknown): Strokes | null {
  return Array.isArray(value) && value.every(isStroke) ? value : null;
}

function isStroke(value: unknown): value is Stroke {
  if (!isRecord(value)) return false;
  const { ink, width, spots } = value;
  return isInk(ink) && isPlace(width) && Array.isArray(spots) && spots.every(isSpot);
}

function isSpot(value: unknown): value is Spot {
  return isRecord(value) && isPlace(value["x"]) && isPlace(value["y"]);
}

function isPlace(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= drawingSide;
}
