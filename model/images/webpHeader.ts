import { ImageFault, isCutOff, isDamaged } from "./picture.js";

export interface WebpHeader {
  /** Of the whole file, as it says itself. */
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** Null where there is none. */
  readonly exif: Buffer | null;
  readonly isAnimated: boolean;
}

/** `RIFF`, a length, `WEBP`. */
const headLength = 12;
/** Name and length before a chunk's data. */
const frameLength = 8;
const exifMark = "Exif\0\0";
const animationFlag = 0b10;

type Size = Pick<WebpHeader, "width" | "height">;

/** Where the kinds of chunks that a file may begin with have their size (WebP container specification; RFC 6386, 9.1). */
const sizes: Readonly<Record<string, (data: Buffer) => Size>> = {
  VP8X: (data) => ({ width: 1 + data.readUIntLE(4, 3), height: 1 + data.readUIntLE(7, 3) }),
  VP8L: (data) => {
    const bits = data.readUInt32LE(1);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  },
  "VP8 ": (data) => ({
    width: data.readUInt16LE(6) & 0x3fff,
    height: data.readUInt16LE(8) & 0x3fff,
  }),
};
/** Bytes that each of them reads. */
const leastData = 10;

/** What stands around the picture; throws an ImageFault where it cannot be read. */
export function readHeader(bytes: Buffer): WebpHeader {
  if (bytes.length < headLength + frameLength + leastData) throw new ImageFault(isCutOff);
  const kind = bytes.toString("latin1", headLength, headLength + 4);
  const data = bytes.subarray(headLength + frameLength);
  const sizeIn = sizes[kind];
  if (sizeIn === undefined) throw new ImageFault(isDamaged);
  return {
    length: frameLength + bytes.readUInt32LE(4),
    ...sizeIn(data),
    exif: exifIn(bytes),
    isAnimated: kind === "VP8X" && (data.readUInt8(0) & animationFlag) !== 0,
  };
}

function exifIn(bytes: Buffer): Buffer | null {
  let at = headLength;
  while (at + frameLength <= bytes.length) {
    const length = bytes.readUInt32LE(at + 4);
    const data = bytes.subarray(at + frameLength, at + frameLength + length);
    if (bytes.toString("latin1", at, at + 4) === "EXIF") {
      const isMarked = data.toString("latin1", 0, exifMark.length) === exifMark;
      return isMarked ? data.subarray(exifMark.length) : data;
    }
    at += frameLength + length + (length % 2);
  }
  return null;
}
