import type { Box } from "./box.js";
import type { Extent, Zoom } from "./fit.js";

/** The part of the picture that a window shows, in scene units. */
export function viewOf({ scale, x, y }: Zoom, window: Extent): Box {
  return {
    x: -x / scale,
    y: -y / scale,
    width: window.width / scale,
    height: window.height / scale,
  };
}

/** Whether a window shows all of a picture. */
export function showsAll(picture: Extent, zoom: Zoom, window: Extent): boolean {
  const view = viewOf(zoom, window);
  return (
    view.x <= 1 &&
    view.y <= 1 &&
    view.x + view.width >= picture.width - 1 &&
    view.y + view.height >= picture.height - 1
  );
}

/** The zoom of the same scale that has this point of the picture in the window's middle. */
export function centeredAt(
  { scale }: Zoom,
  window: Extent,
  point: { readonly x: number; readonly y: number },
): Zoom {
  return {
    scale,
    x: window.width / 2 - point.x * scale,
    y: window.height / 2 - point.y * scale,
  };
}

/**
 * The zoom of the same scale that shows a box, moved no further than needed; its start where it is too
 * large, unless a part of it is in sight already.
 */
export function revealing(zoom: Zoom, window: Extent, box: Box, margin: number): Zoom {
  const { scale } = zoom;
  const along = (offset: number, start: number, length: number, room: number): number => {
    const from = start * scale + offset;
    const to = from + length * scale;
    const isTooLarge = length * scale > room - 2 * margin;
    if (isTooLarge && from < room - margin && to > margin) return offset;
    if (from < margin || isTooLarge) return offset + (margin - from);
    return to > room - margin ? offset - (to - room + margin) : offset;
  };
  const isOutside =
    box.x * scale + zoom.x < 0 ||
    box.y * scale + zoom.y < 0 ||
    (box.x + box.width) * scale + zoom.x > window.width ||
    (box.y + box.height) * scale + zoom.y > window.height;
  if (!isOutside) return zoom;
  return {
    scale,
    x: along(zoom.x, box.x, box.width, window.width),
    y: along(zoom.y, box.y, box.height, window.height),
  };
}
