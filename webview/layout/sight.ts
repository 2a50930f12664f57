import { overlaps, type Box } from "./box.js";
import type { Extent, Zoom } from "./fit.js";
import { viewOf } from "./view.js";

/** Below this scale the small text of a compact picture is hidden and large text is shown instead. */
export const farBelow = 0.72;
/** From this scale on a compact picture writes smaller, which leaves room for histories. */
export const closeFrom = 1.6;

/** What a person sees of a picture; null stands for all of it, in every detail. */
export interface Sight {
  /** In scene units; a little more than the window shows, so that small moves change nothing. */
  readonly part: Box;
  /** The last of the scales above that is reached, 0 below all. */
  readonly scale: number;
}

/** The sight changes where a window's edge crosses a line of a grid that is about a tenth of a window fine. */
export function sightOf(zoom: Zoom, window: Extent): Sight {
  const view = viewOf(zoom, window);
  const [x, width] = snapped(view.x, view.width);
  const [y, height] = snapped(view.y, view.height);
  const reached = [farBelow, closeFrom].filter((scale) => scale <= zoom.scale);
  return { part: { x, y, width, height }, scale: Math.max(0, ...reached) };
}

function snapped(start: number, length: number): readonly [start: number, length: number] {
  // A power of two, so that a zoom changes the grid only now and then.
  const cell = 2 ** Math.floor(Math.log2(Math.max(1, length) / 8));
  const from = Math.floor(start / cell) * cell;
  return [from, Math.ceil((start + length) / cell) * cell - from];
}

export function isSameSight(a: Sight, b: Sight): boolean {
  return (
    a.scale === b.scale &&
    a.part.x === b.part.x &&
    a.part.y === b.part.y &&
    a.part.width === b.part.width &&
    a.part.height === b.part.height
  );
}

/** Whether something within a box, shown from a scale on, is seen. */
export function isSeen(sight: Sight | null, box: Box, from = 0): boolean {
  return sight === null || (sight.scale >= from && overlaps(sight.part, box));
}
