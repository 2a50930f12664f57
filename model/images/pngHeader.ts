import { ImageFault, isDamaged } from "./picture.js";

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly isInterlaced: boolean;
}

interface ColorType {
  readonly samples: number;
  readonly depths: readonly number[];
}

/** By the number in the header (PNG specification, table 11.1). */
const colorTypes: Readonly<Record<number, ColorType>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** The seven passes of an interlaced picture: first column and row, and the steps to the next (section 8.2). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The content of the chunk IHDR; throws an ImageFault where it is none. */
export function readHeader(data: Buffer): PngHeader {
  const [depth = 0, color = 0, compression, filter, interlace] = data.subarray(8);
  const type = colorTypes[color];
  const isKnown = compression === 0 && filter === 0 && (interlace === 0 || interlace === 1);
  if (data.length !== 13 || !isKnown || type?.depths.includes(depth) !== true) {
    throw new ImageFault(isDamaged);
  }
  return {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    bitsPerPixel: type.samples * depth,
    isInterlaced: interlace === 1,
  };
}

/** Of all rows when they are unpacked, each with the byte of its filter. */
export function imageBytes({ width, height, bitsPerPixel, isInterlaced }: PngHeader): number {
  const bytesOf = (columns: number, rows: number): number =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (!isInterlaced) return bytesOf(width, height);
  return passes.reduce(
    (sum, [left, top, across, down]) =>
      sum +
      bytesOf(
        Math.max(0, Math.ceil((width - left) / across)),
        Math.max(0, Math.ceil((height - top) / down)),
      ),
    0,
  );
}
