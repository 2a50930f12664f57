import type { PerAxis } from "../../../network/spec.js";
import type { Argument, Address, Slot } from "./step.js";
import { moved } from "./step.js";

export const floatBytes = 4;

/**
 * Feature maps in memory: a slot's own, or some of the channels of a larger slot. Strides are in
 * bytes; `place` is the first channel of the first pixel that is not border.
 */
export interface Maps {
  readonly place: Address;
  readonly imageStride: number;
  readonly rowStride: number;
  readonly pixelStride: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export interface MapsShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Maps of one pixel stand for vectors. */
export function mapsShapeOf(shape: readonly number[]): MapsShape {
  if (shape.length === 3) {
    const [height = 1, width = 1, channels = 1] = shape;
    return { height, width, channels };
  }
  return { height: 1, width: 1, channels: shape[0] ?? 1 };
}

/** Maps in a slot of their own, between borders of so many pixels above and below, left and right. */
export function createMaps({ height, width, channels }: MapsShape, [rows, columns]: PerAxis): Maps {
  const pixelStride = channels * floatBytes;
  const rowStride = (width + 2 * columns) * pixelStride;
  const imageStride = (height + 2 * rows) * rowStride;
  const slot: Slot = { bytesPerExample: imageStride, fixedBytes: 0 };
  const place = { slot, offset: rows * rowStride + columns * pixelStride };
  return { place, imageStride, rowStride, pixelStride, height, width, channels };
}

export function channelsOf(maps: Maps, first: number, channels: number): Maps {
  return { ...maps, place: moved(maps.place, first * floatBytes), channels };
}

/** The channels of a single pixel as maps of this shape, one element behind the other. */
export function rowAsMaps(row: Maps, { height, width, channels }: MapsShape): Maps {
  const pixelStride = channels * floatBytes;
  return { ...row, height, width, channels, pixelStride, rowStride: width * pixelStride };
}

/** A pixel's place, which may lie in the border. */
export function pixelAt(maps: Maps, y: number, x: number): Address {
  return moved(maps.place, y * maps.rowStride + x * maps.pixelStride);
}

/** Place and strides, as every kernel takes them. */
export function stridesOf(maps: Maps): readonly Argument[] {
  return [maps.place, maps.imageStride, maps.rowStride, maps.pixelStride];
}

export function sizesOf({ height, width, channels }: Maps): readonly number[] {
  return [height, width, channels];
}
