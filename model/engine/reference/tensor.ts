import { elementCount } from "../../network/layers.js";

/** A dense row-major array of float64; feature maps are [batch, height, width, channels]. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function zeros(shape: readonly number[]): Tensor {
  return { shape, data: new Float64Array(elementCount(shape)) };
}

/** An element; a position outside is an error of the caller, and reads as NaN so that it shows. */
export function at(data: Float64Array, index: number): number {
  return data[index] ?? NaN;
}

export function add(data: Float64Array, index: number, value: number): void {
  data[index] = at(data, index) + value;
}

/** The four lengths of feature maps. */
export interface Maps {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export function mapsOf({ shape }: Tensor): Maps {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  return { batch, height, width, channels };
}

/** The place of [n, y, x, 0]. */
export function offsetOf(
  { height, width, channels }: Maps,
  n: number,
  y: number,
  x: number,
): number {
  return ((n * height + y) * width + x) * channels;
}
