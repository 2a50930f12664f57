import { round } from "./band.js";
import type { Box } from "./box.js";

/** A history as SVG path data, from the left edge of its box; gaps where nothing was measured. */
export function sparkPath(values: readonly (number | null)[], box: Box): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return "";
  const low = Math.min(...known);
  const high = Math.max(...known);
  const step = box.width / Math.max(1, values.length - 1);
  // A flat history runs through the middle.
  const yOf = (value: number): number =>
    box.y + (high > low ? (box.height * (high - value)) / (high - low) : box.height / 2);
  let data = "";
  let isDown = false;
  for (const [index, value] of values.entries()) {
    if (value !== null) {
      data += `${isDown ? "L" : "M"}${round(box.x + index * step)},${round(yOf(value))}`;
    }
    isDown = value !== null;
  }
  return data;
}
