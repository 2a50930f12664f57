import { round } from "./band.js";
import type { Box } from "./box.js";

/** A history as SVG path data, from the left edge of its box; gaps where nothing was measured. */
export function sparkPath(values: readonly (number | null)[], box: Box): string {
  let [known, low, high] = [0, Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    known++;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (known < 2) return "";
  const step = box.width / Math.max(1, values.length - 1);
  // A flat history runs through the middle.
  const yOf = (value: number): number =>
    box.y + (high > low ? (box.height * (high - value)) / (high - low) : box.height / 2);
  let data = "";
  let isDown = false;
  let index = 0;
  for (const value of values) {
    const command = isDown ? "L" : "M";
    if (value !== null) data += `${command}${round(box.x + index * step)},${round(yOf(value))}`;
    isDown = value !== null;
    index++;
  }
  return data;
}
