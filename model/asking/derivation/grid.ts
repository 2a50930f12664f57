import type { NodeId, Shape } from "../../network/spec.js";
import type { Patch, Place } from "./derivation.js";

/** The numbers of one node for one image. */
export interface Grid {
  readonly node: NodeId;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** [height, width, channels] */
  readonly values: Float32Array;
}

/** Of an output that is [channels, height, width] or [features]. */
export function gridOf(
  node: NodeId,
  [channels = 1, height = 1, width = 1]: Shape,
  values: Float32Array,
): Grid {
  return { node, channels, height, width, values };
}

/** Null beyond the grid, in the padding. */
export function valueIn(grid: Grid, { channel, row, column }: Place): number | null {
  if (row < 0 || column < 0 || row >= grid.height || column >= grid.width) return null;
  return grid.values[(row * grid.width + column) * grid.channels + channel] ?? null;
}

/** What a window sees of one channel, row by row. */
export function seenIn(grid: Grid, patch: Patch, channel: number): readonly (number | null)[] {
  return Array.from({ length: patch.height * patch.width }, (_, tap) =>
    valueIn(grid, { channel, ...placeIn(patch, tap) }),
  );
}

/** Where one of the places under a window lies. */
export function placeIn(
  { row, column, width }: Pick<Patch, "row" | "column" | "width">,
  tap: number,
): Pick<Place, "row" | "column"> {
  return { row: row + Math.floor(tap / width), column: column + (tap % width) };
}
