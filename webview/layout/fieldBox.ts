import type { Box } from "./box.js";

/** The image and the part of it that a unit in its middle sees, within a square of that side. */
export function fieldBox(
  field: { readonly size: number; readonly height: number; readonly width: number },
  side: number,
): { readonly image: Box; readonly seen: Box } {
  const scale = side / Math.max(field.height, field.width);
  const centered = (width: number, height: number): Box => ({
    x: (side - width) / 2,
    y: (side - height) / 2,
    width,
    height,
  });
  return {
    image: centered(field.width * scale, field.height * scale),
    seen: centered(
      Math.min(field.size, field.width) * scale,
      Math.min(field.size, field.height) * scale,
    ),
  };
}
