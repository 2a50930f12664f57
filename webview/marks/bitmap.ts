import { toBase64 } from "../../model/run/base64.js";

/** A picture of at most 256 colors. */
export interface Bitmap {
  readonly height: number;
  readonly width: number;
  /** Row-major, an index into the palette each. */
  readonly pixels: Uint8Array;
}

export type Rgb = readonly [red: number, green: number, blue: number];

export const grayPalette: readonly Rgb[] = Array.from({ length: 256 }, (_, gray) => [
  gray,
  gray,
  gray,
]);

const [headerBytes, entryBytes, paletteEntries] = [54, 4, 256];

/**
 * The picture as a data URL of the BMP format: an SVG can show it under the page's policy, and it needs no
 * canvas, so that an exported SVG holds it too.
 */
export function bitmapUrl({ height, width, pixels }: Bitmap, palette: readonly Rgb[]): string {
  const start = headerBytes + paletteEntries * entryBytes;
  const rowBytes = Math.ceil(width / 4) * 4; // Rows are aligned to four bytes.
  const bytes = new Uint8Array(start + rowBytes * height);
  writeHeader(new DataView(bytes.buffer), { height, width, start, bits: 8 });
  for (const [index, [red, green, blue]] of palette.entries()) {
    bytes.set([blue, green, red, 0], headerBytes + index * entryBytes);
  }
  for (let row = 0; row < height; row++) {
    // The format's rows go from the bottom up.
    const place = start + (height - 1 - row) * rowBytes;
    bytes.set(pixels.subarray(row * width, (row + 1) * width), place);
  }
  return `data:image/bmp;base64,${toBase64(bytes)}`;
}

/** Images of bytes, one behind the other, in gray or in red, green and blue. */
export interface Tiles {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [images, height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
}

/** The image at that place as a data URL, as `bitmapUrl` has it. */
export function tileUrl({ height, width, channels, pixels }: Tiles, place = 0): string {
  const length = height * width * channels;
  const own = pixels.subarray(place * length, (place + 1) * length);
  return channels === 1
    ? bitmapUrl({ height, width, pixels: own }, grayPalette)
    : colorUrl(height, width, own);
}

const urls = new WeakMap<Tiles, string>();

/** That of an only image, which is drawn again and again. */
export function keptTileUrl(tile: Tiles): string {
  const url = urls.get(tile) ?? tileUrl(tile);
  urls.set(tile, url);
  return url;
}

function colorUrl(height: number, width: number, pixels: Uint8Array): string {
  const rowBytes = Math.ceil((3 * width) / 4) * 4;
  const bytes = new Uint8Array(headerBytes + rowBytes * height);
  writeHeader(new DataView(bytes.buffer), { height, width, start: headerBytes, bits: 24 });
  for (let pixel = 0; pixel < height * width; pixel++) {
    const place = headerBytes + (height - 1 - Math.floor(pixel / width)) * rowBytes;
    const [red = 0, green = 0, blue = 0] = pixels.subarray(3 * pixel, 3 * pixel + 3);
    bytes.set([blue, green, red], place + 3 * (pixel % width));
  }
  return `data:image/bmp;base64,${toBase64(bytes)}`;
}

interface Header {
  readonly height: number;
  readonly width: number;
  /** Where the pixels begin. */
  readonly start: number;
  /** A pixel. */
  readonly bits: 8 | 24;
}

function writeHeader(view: DataView, { height, width, start, bits }: Header): void {
  view.setUint16(0, 0x424d); // "BM"
  view.setUint32(2, view.byteLength, true);
  view.setUint32(10, start, true);
  view.setUint32(14, 40, true); // the length of the second header
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true); // planes
  view.setUint16(28, bits, true);
  if (bits === 8) view.setUint32(46, paletteEntries, true);
}
