import { round } from "./band.js";
import type { Box } from "./box.js";

type Values = readonly (number | null)[];

/** Where the values of a history stand in its box. */
export interface SparkScale {
  readonly least: number;
  readonly most: number;
  readonly yOf: (value: number) => number;
}

/**
 * The least part of the largest value that the height of a small history spans. Drawn over its own range
 * alone, noise of 3 % would look like a rise from nothing: so it takes 6 % of the height, and only what
 * changes by half fills it. A loss, a norm and a share are read as parts of themselves, hence no fixed range.
 */
const leastSpan = 0.5;

/** Null before two values are known: of one nothing can be compared. */
export function sparkScale(values: Values, box: Pick<Box, "y" | "height">): SparkScale | null {
  let [known, least, most] = [0, Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    known++;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (known < 2) return null;
  const middle = (least + most) / 2;
  const span = Math.max(most - least, leastSpan * Math.max(Math.abs(least), Math.abs(most)));
  // A history of zeros runs through the middle as well.
  const share = (value: number): number => (span === 0 ? 0 : (middle - value) / span);
  return { least, most, yOf: (value) => box.y + box.height * (0.5 + share(value)) };
}

/**
 * A history as SVG path data, from the left edge of its box to the right one; gaps where nothing was measured.
 * Values are as far apart as their steps, or evenly where no steps are given.
 */
export function sparkPath(values: Values, box: Box, steps?: readonly number[]): string {
  const scale = sparkScale(values, box);
  if (scale === null) return "";
  const xOf = steps === undefined ? evenPlaces(box, values.length) : placesOf(box, steps);
  let data = "";
  let isDown = false;
  let index = 0;
  for (const value of values) {
    const command = isDown ? "L" : "M";
    if (value !== null) {
      data += `${command}${round(xOf(index))},${round(scale.yOf(value))}`;
    }
    isDown = value !== null;
    index++;
  }
  return data;
}

type PlaceOf = (index: number) => number;

function evenPlaces({ x, width }: Box, count: number): PlaceOf {
  const between = width / Math.max(1, count - 1);
  return (index) => x + index * between;
}

function placesOf({ x, width }: Box, steps: readonly number[]): PlaceOf {
  const [first = 0, last = first] = [steps[0], steps.at(-1)];
  const perStep = width / Math.max(1, last - first);
  return (index) => x + ((steps[index] ?? first) - first) * perStep;
}
