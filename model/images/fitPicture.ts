import type { Picture } from "./picture.js";

/** What goes into a target's place along one axis: places of the source from `first` on, with shares that sum to 1. */
interface Taps {
  readonly first: number;
  readonly shares: Float64Array;
}

/** Of an axis: as long as it becomes, and the part of that which is kept. */
interface Axis {
  readonly source: number;
  readonly scaled: number;
  readonly kept: number;
}

const colors = 3;

/**
 * A picture at a network's input size, in red, green and blue: the shorter side is scaled to fit and
 * the middle is cut out, so that nothing is distorted. Pixels are weighted by a triangle as wide as a
 * target's pixel, as torchvision's Resize and CenterCrop have it. What is transparent lies on white.
 */
export function fitPicture(picture: Picture, height: number, width: number): Uint8Array {
  const across = height * picture.width >= width * picture.height;
  const [tall, wide] = across
    ? [height, Math.floor((picture.width * height) / picture.height)]
    : [Math.floor((picture.height * width) / picture.width), width];
  const rows = tapsOf({ source: picture.height, scaled: tall, kept: height });
  const columns = tapsOf({ source: picture.width, scaled: wide, kept: width });
  return down(along(picture, columns, rows), rows, width);
}

/** Whether red, green and blue are the same everywhere. */
export function isGray(pixels: Uint8Array): boolean {
  for (let place = 0; place < pixels.length; place += colors) {
    const red = pixels[place];
    if (red !== pixels[place + 1] || red !== pixels[place + 2]) return false;
  }
  return true;
}

/** Brightness alone (ITU-R BT.601). */
export function toGray(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: pixels.length / colors }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(colors * pixel, colors * (pixel + 1));
    return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  });
}

function tapsOf({ source, scaled, kept }: Axis): readonly Taps[] {
  const step = source / scaled;
  const reach = Math.max(step, 1);
  const cut = Math.round((scaled - kept) / 2);
  return Array.from({ length: kept }, (_, place) => {
    const center = (place + cut + 0.5) * step;
    const first = Math.max(0, Math.floor(center - reach + 0.5));
    const end = Math.min(source, Math.floor(center + reach + 0.5));
    const weights = Float64Array.from({ length: end - first }, (_, tap) =>
      Math.max(0, 1 - Math.abs(first + tap + 0.5 - center) / reach),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, shares: weights.map((weight) => weight / sum) };
  });
}

/** Rows of the source, as far as they are needed, with as many columns as the target. */
interface Narrowed {
  readonly firstRow: number;
  readonly values: Float32Array;
}

function along(
  { width, rgba }: Picture,
  columns: readonly Taps[],
  rows: readonly Taps[],
): Narrowed {
  const firstRow = rows[0]?.first ?? 0;
  const last = rows.at(-1);
  const endRow = last === undefined ? 0 : last.first + last.shares.length;
  const values = new Float32Array((endRow - firstRow) * columns.length * colors);
  let target = 0;
  for (let y = firstRow; y < endRow; y++) {
    for (const { first, shares } of columns) {
      let [red, green, blue] = [0, 0, 0];
      let pixel = 4 * (y * width + first);
      for (const share of shares) {
        const opaque = (share * (rgba[pixel + 3] ?? 0)) / 255;
        const ground = 255 * (share - opaque);
        red += opaque * (rgba[pixel] ?? 0) + ground;
        green += opaque * (rgba[pixel + 1] ?? 0) + ground;
        blue += opaque * (rgba[pixel + 2] ?? 0) + ground;
        pixel += 4;
      }
      values[target++] = red;
      values[target++] = green;
      values[target++] = blue;
    }
  }
  return { firstRow, values };
}

function down({ firstRow, values }: Narrowed, rows: readonly Taps[], width: number): Uint8Array {
  const length = width * colors;
  const pixels = new Uint8Array(rows.length * length);
  rows.forEach(({ first, shares }, y) => {
    for (let x = 0; x < length; x++) {
      let sum = 0;
      let place = (first - firstRow) * length + x;
      for (const share of shares) {
        sum += share * (values[place] ?? 0);
        place += length;
      }
      pixels[y * length + x] = Math.round(sum);
    }
  });
  return pixels;
}
