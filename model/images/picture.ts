/** Pixels in rows, four bytes each: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** A file that could be read, and what a person should know of how. */
export interface DecodedImage extends Picture {
  readonly isAnimated: boolean;
}

/** As a large camera takes; more would take more memory than a small file should be able to ask for. */
const largestPixels = 50e6;

/** Why a file is no picture that can be read: what comes after its name, without a period. */
export class ImageFault extends Error {}

export const isCutOff = "is cut off";
export const isDamaged = "is damaged";

/** Before anything is unpacked; throws an ImageFault. */
export function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new ImageFault(`has ${width}×${height} pixels`);
  if (width * height <= largestPixels) return;
  throw new ImageFault(
    `has ${width}×${height} pixels, more than the ${largestPixels / 1e6} million that are read`,
  );
}
