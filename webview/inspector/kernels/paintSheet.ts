import type { Bitmap } from "../../marks/bitmap.js";
import type { GridPart } from "../parts/gridPad.js";
import { notFiniteLevel, levelOf } from "./weightPalette.js";
import { placesOf, type Sheet } from "./sheet.js";

/** Finer than the inspector is wide or a tab is high. */
const mostCells = 320;

/** A page of kernels, a pixel a weight, in levels of the palette. */
export function paintKernels(
  sheet: Sheet,
  page: GridPart,
  values: Float32Array,
  reach: number,
): Bitmap {
  const [tapRows, tapColumns] = sheet.kernel;
  const [height, width] = [page.rows * tapRows, page.columns * tapColumns];
  const pixels = new Uint8Array(height * width).fill(levelOf(0, reach));
  for (let row = 0; row < page.rows; row++) {
    for (let column = 0; column < page.columns; column++) {
      const pair = sheet.pairAt({ row: page.row + row, column: page.column + column });
      if (pair === null) continue;
      for (const [tap, place] of placesOf(sheet, pair).entries()) {
        const y = row * tapRows + Math.floor(tap / tapColumns);
        const x = column * tapColumns + (tap % tapColumns);
        pixels[y * width + x] = levelOf(values[place] ?? 0, reach);
      }
    }
  }
  return { height, width, pixels };
}

/**
 * A matrix in×out with outputs down and inputs across. Where it is finer than the screen, a pixel shows the
 * weight of the largest magnitude that falls into it: a mean would show nothing but gray.
 */
export function paintMatrix(
  { inputs, outputs }: Pick<Sheet, "inputs" | "outputs">,
  values: Float32Array,
  reach: number,
): Bitmap {
  const [height, width] = [Math.min(outputs, mostCells), Math.min(inputs, mostCells)];
  const largest = new Float32Array(height * width);
  for (let input = 0; input < inputs; input++) {
    const x = Math.floor((input * width) / inputs);
    for (let output = 0; output < outputs; output++) {
      const place = Math.floor((output * height) / outputs) * width + x;
      const value = values[input * outputs + output] ?? 0;
      // Written so that a NaN wins and stays.
      if (!(Math.abs(value) <= Math.abs(largest[place] ?? 0))) largest[place] = value;
    }
  }
  return {
    height,
    width,
    pixels: Uint8Array.from(largest, (value) =>
      Number.isFinite(value) ? levelOf(value, reach) : notFiniteLevel,
    ),
  };
}

/** How many weights a pixel of the matrix stands for, at most. */
export function weightsAPixel({ inputs, outputs }: Pick<Sheet, "inputs" | "outputs">): number {
  return Math.ceil(inputs / mostCells) * Math.ceil(outputs / mostCells);
}
