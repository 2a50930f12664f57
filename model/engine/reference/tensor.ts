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

/** Where a row of numbers begins. */
export interface Place {
  readonly data: Float64Array;
  readonly from: number;
}

/*
 * The two loops in which nearly all of the time goes. They read without asking whether there is anything, which
 * takes as long as the sums; what is not there makes them NaN all the same.
 */

/** to += factor · row, over so many numbers. */
export function addTimes(to: Place, row: Place, factor: number, length: number): void {
  const { data: sums, from: first } = to;
  const { data: values, from: start } = row;
  for (let k = 0; k < length; k++) {
    // SAFETY: undefined times a number is NaN, and so is a sum with it.
    sums[first + k] = (sums[first + k] as number) + factor * (values[start + k] as number);
  }
}

/** A number, and to it the products of two rows, in their order. */
export function addProducts(sum: number, a: Place, b: Place, length: number): number {
  const { data: left, from: leftStart } = a;
  const { data: right, from: rightStart } = b;
  let total = sum;
  for (let k = 0; k < length; k++) {
    // SAFETY: as above.
    total += (left[leftStart + k] as number) * (right[rightStart + k] as number);
  }
  return total;
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
