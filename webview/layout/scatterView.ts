import type { Point, Scatter } from "./scatter.js";

/** How a picture of points is looked at. */
export interface ScatterView {
  /** How many times as far apart points lie as in the whole picture; they keep their size. */
  readonly scale: number;
  /** What of the whole picture is in the middle of its room, as shares of that. */
  readonly x: number;
  readonly y: number;
}

export const wholeView: ScatterView = { scale: 1, x: 0.5, y: 0.5 };

/** Of ten thousand points a few are left in sight. */
const largest = 40;

interface Room {
  readonly width: number;
  readonly height: number;
}

/** The points where they are seen. */
export function seenScatter(whole: Scatter, view: ScatterView, room: Room): Scatter {
  if (view.scale === 1) return whole;
  const { count } = whole;
  const [x, y] = [new Float32Array(count), new Float32Array(count)];
  const { scale, left, top } = windowOf(view, room);
  for (let point = 0; point < count; point++) {
    x[point] = (whole.x[point] ?? 0) * scale - left;
    y[point] = (whole.y[point] ?? 0) * scale - top;
  }
  return { count, x, y };
}

/** So many times as near, with what is at a place of the room staying there. */
export function viewNearer(view: ScatterView, factor: number, at: Point, room: Room): ScatterView {
  const scale = Math.min(largest, Math.max(1, view.scale * factor));
  const { left, top } = windowOf(view, room);
  const [x, y] = [(left + at.x) / view.scale, (top + at.y) / view.scale];
  return within({
    scale,
    x: (x - (at.x - room.width / 2) / scale) / room.width,
    y: (y - (at.y - room.height / 2) / scale) / room.height,
  });
}

/** With all points moved so far, as far as the whole picture goes. */
export function viewMoved(
  { scale, x, y }: ScatterView,
  { x: right, y: down }: Point,
  { width, height }: Room,
): ScatterView {
  return within({ scale, x: x - right / (scale * width), y: y - down / (scale * height) });
}

/** Moved so far that a place of the room is in sight, and no farther. */
export function viewShowing(
  view: ScatterView,
  place: Point,
  room: Room,
  margin: number,
): ScatterView {
  const right = beyond(place.x, room.width, margin);
  const down = beyond(place.y, room.height, margin);
  return right === 0 && down === 0 ? view : viewMoved(view, { x: -right, y: -down }, room);
}

export function isInSight({ x, y }: Point, { width, height }: Room): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

/** The corner of what is seen, in pixels of the picture at that scale. */
function windowOf(
  { scale, x, y }: ScatterView,
  { width, height }: Room,
): { readonly scale: number; readonly left: number; readonly top: number } {
  return { scale, left: (x * scale - 0.5) * width, top: (y * scale - 0.5) * height };
}

/** Nothing is seen beyond the whole picture. */
function within({ scale, x, y }: ScatterView): ScatterView {
  const half = 0.5 / scale;
  const bounded = (at: number): number => Math.min(1 - half, Math.max(half, at));
  return { scale, x: bounded(x), y: bounded(y) };
}

function beyond(at: number, length: number, margin: number): number {
  if (at < margin) return at - margin;
  return at > length - margin ? at - length + margin : 0;
}
