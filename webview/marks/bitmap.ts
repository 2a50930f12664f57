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
  writeHeader(new DataView(bytes.buffer), { height, width, start });
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

function writeHeader(
  view: DataView,
  {
    height,
    width,
    start,
  }: { readonly height: number; readonly width: number; readonly start: number },
): void {
  view.setUint16(0, 0x424d); // "BM"
  view.setUint32(2, view.byteLength, true);
  view.setUint32(10, start, true);
  view.setUint32(14, 40, true); // the length of the second header
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true); // planes
  view.setUint16(28, 8, true); // bits a pixel
  view.setUint32(46, paletteEntries, true);
}
