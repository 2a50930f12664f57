import type { LayerSpec, PerAxis, WindowSpec } from "./spec.js";

/** A window that slides over maps, with its numbers along the height and along the width. */
export interface Window {
  readonly kernel: PerAxis;
  readonly stride: PerAxis;
  /** The same on both sides of an axis, as in the chapter's formulas. */
  readonly padding: PerAxis;
}

/** Height or width: a place in what is per axis. */
export type Axis = 0 | 1;

/** The window that looks at one position alone. */
export const onePixel: Window = { kernel: [1, 1], stride: [1, 1], padding: [0, 0] };

/** The window of a layer, whichever way its author wrote it; undefined for a layer without one. */
export function windowOf(layer: WindowSpec): Window;
export function windowOf(layer: LayerSpec | undefined): Window | undefined;
export function windowOf(layer: WindowSpec | LayerSpec | undefined): Window | undefined {
  if (layer === undefined || !("kernel" in layer)) return undefined;
  const { kernel, stride, padding } = layer;
  return { kernel: pairOf(kernel), stride: pairOf(stride), padding: pairOf(padding) };
}

function pairOf(sides: number | PerAxis): PerAxis {
  return typeof sides === "number" ? [sides, sides] : sides;
}

/** The inverse: one number where both axes have the same, so that a square says so. */
export function sidesOf(pair: PerAxis): number | PerAxis {
  return isSquare(pair) ? pair[0] : pair;
}

export function perAxis(of: (axis: Axis) => number): PerAxis {
  return [of(0), of(1)];
}

export function isSquare([height, width]: PerAxis): boolean {
  return height === width;
}

/** The positions that a window of this kernel looks at. */
export function areaOf([height, width]: PerAxis): number {
  return height * width;
}

/** Whether it moves on by whole positions and always sees at least one that is no padding. */
export function isSound({ kernel, stride, padding }: Window): boolean {
  return [0, 1].every((axis) => {
    const [side = 0, step = 0, around = 0] = [kernel[axis], stride[axis], padding[axis]];
    return [side, step, around].every(Number.isInteger) && step > 0 && around >= 0 && around < side;
  });
}

/** Whether a layer looks at more than one position at once. */
export function seesNeighbors(layer: LayerSpec | undefined): boolean {
  return areaOf(windowOf(layer)?.kernel ?? onePixel.kernel) > 1;
}

/** Whether it moves by single positions along both axes. */
export function hasUnitStride({ stride }: Window): boolean {
  return areaOf(stride) === 1;
}

/** Whether every output comes from the one position that it stands for. */
export function isPointwise(window: Window): boolean {
  const { kernel, padding } = window;
  return areaOf(kernel) === 1 && hasUnitStride(window) && padding.every((side) => side === 0);
}

/** ⌊(length + 2·padding − kernel) / stride⌋ + 1, along both axes */
export function windowOutput(lengths: PerAxis, { kernel, stride, padding }: Window): PerAxis {
  return perAxis(
    (axis) => Math.floor((lengths[axis] + 2 * padding[axis] - kernel[axis]) / stride[axis]) + 1,
  );
}

/** The least lengths of which so many outputs are made. */
export function windowInput(outputs: PerAxis, { kernel, stride, padding }: Window): PerAxis {
  return perAxis((axis) =>
    Math.max(1, (outputs[axis] - 1) * stride[axis] + kernel[axis] - 2 * padding[axis]),
  );
}
