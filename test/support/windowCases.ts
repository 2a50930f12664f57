import type { PerAxis, WindowSpec } from "../../model/network/spec.js";
import { areaOf, windowOf, windowOutput } from "../../model/network/window.js";
import { tried } from "./length.js";
import { each, fixed } from "./operationCase.js";

/**
 * Windows of real networks; four channels at a time take other shaders than the rest do. Each of these is another
 * shader, which a driver in software compiles for a quarter of a second.
 */
const windows: readonly WindowSpec[] = [
  { kernel: 1, stride: 1, padding: 0 },
  { kernel: 3, stride: 1, padding: 1 },
  { kernel: 3, stride: 2, padding: 1 },
  { kernel: 3, stride: 2, padding: 0 },
  { kernel: [1, 7], stride: 1, padding: [0, 3] },
  { kernel: [5, 3], stride: [3, 2], padding: [2, 0] },
];
/** Nothing in these that the first have not: they are other numbers. */
const otherWindows: readonly WindowSpec[] = [
  { kernel: 5, stride: 1, padding: 2 },
  { kernel: 7, stride: 2, padding: 3 },
  { kernel: [7, 1], stride: 1, padding: [3, 0] },
  { kernel: [1, 3], stride: 1, padding: [0, 1] },
  { kernel: [3, 1], stride: 1, padding: [1, 0] },
];
const widths = [
  [2, 3],
  [8, 12],
] as const;
/** The last row of it is out of the reach of a window of 3 that moves by 2 without padding. */
const grid: PerAxis = [10, 7];
export const convolutions = tried(windows, otherWindows)
  .map((spec) => windowOf(spec))
  .flatMap((window) =>
    widths.map(([channels, filters]) => {
      const outputs = windowOutput(grid, window);
      return {
        window,
        x: each(...grid, channels),
        y: each(...outputs, filters),
        pooled: each(...outputs, channels),
        weight: fixed(...window.kernel, channels, filters),
      };
    }),
  );
export const pools = convolutions.filter(({ window }) => areaOf(window.kernel) > 1);
