import { overlaps, type Box } from "./box.js";
import { detailOf, reaches, type Detail } from "./detail.js";
import type { Extent, Zoom } from "./fit.js";
import { viewOf } from "./view.js";

/** What a person sees of a picture; null stands for all of it, in every detail. */
export interface Sight {
  /** In scene units; a little more than the window shows, so that small moves change nothing. */
  readonly part: Box;
  readonly detail: Detail;
}

/** The sight changes where a window's edge crosses a line of a grid that is about a tenth of a window fine. */
export function sightOf(zoom: Zoom, window: Extent, emphasis: number): Sight {
  const view = viewOf(zoom, window);
  const [x, width] = snapped(view.x, view.width);
  const [y, height] = snapped(view.y, view.height);
  return { part: { x, y, width, height }, detail: detailOf(zoom.scale, emphasis) };
}

function snapped(start: number, length: number): readonly [start: number, length: number] {
  // A power of two, so that a zoom changes the grid only now and then.
  const cell = 2 ** Math.floor(Math.log2(Math.max(1, length) / 8));
  const from = Math.floor(start / cell) * cell;
  return [from, Math.ceil((start + length) / cell) * cell - from];
}

export function isSameSight(a: Sight, b: Sight): boolean {
  return (
    a.detail === b.detail &&
    a.part.x === b.part.x &&
    a.part.y === b.part.y &&
    a.part.width === b.part.width &&
    a.part.height === b.part.height
  );
}

/** Whether something within a box, shown from a detail on, is seen. */
export function isSeen(sight: Sight | null, box: Box, from: Detail = "none"): boolean {
  return sight === null || (reaches(sight.detail, from) && overlaps(sight.part, box));
}
