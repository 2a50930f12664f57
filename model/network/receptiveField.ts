import type { PerAxis, Shape } from "./spec.js";
import { onePixel, perAxis, type Window } from "./window.js";

/**
 * `size`: the sides in input pixels of what one unit sees; `jump`: the distances in input pixels
 * between neighboring units, null where a unit has read the whole grid and has no neighbors.
 * Nominal: not clipped at the image's border.
 */
export interface ReceptiveField {
  readonly size: PerAxis;
  readonly jump: PerAxis | null;
}

/** A pixel of the input sees itself. */
export const ownPixel: ReceptiveField = { size: [1, 1], jump: [1, 1] };

/** A window widens what a unit sees by (kernel − 1) · jump and multiplies the jump by its stride. */
export function widen({ size, jump }: ReceptiveField, { kernel, stride }: Window): ReceptiveField {
  if (jump === null) return { size, jump };
  return {
    size: perAxis((axis) => size[axis] + (kernel[axis] - 1) * jump[axis]),
    jump: perAxis((axis) => jump[axis] * stride[axis]),
  };
}

/** Reading a whole grid is a window as large as the grid; features are no grid and are read as they are. */
export function readWhole(field: ReceptiveField, [, height, width]: Shape): ReceptiveField {
  if (height === undefined || width === undefined) return field;
  const { size } = widen(field, { ...onePixel, kernel: [height, width] });
  return { size, jump: null };
}

/** What units see that are put together of others on the same grid. */
export function unite(fields: readonly ReceptiveField[]): ReceptiveField {
  const jump = fields[0]?.jump ?? null;
  const size = perAxis((axis) => Math.max(...fields.map((field) => field.size[axis])));
  return { size, jump };
}
