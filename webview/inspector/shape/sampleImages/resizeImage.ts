/** One channel of an image, row-major. */
export interface Gray {
  readonly height: number;
  readonly width: number;
  readonly values: ArrayLike<number>;
}

/** Resized as every engine resizes the network's input: bilinear, the centers of the pixels aligned. */
export function resizeImage(image: Gray, height: number, width: number): Gray {
  const rows = neighborsOf(height, image.height);
  const columns = neighborsOf(width, image.width);
  const read = (row: number, column: number): number =>
    image.values[row * image.width + column] ?? 0;
  const values = new Float32Array(height * width);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      const above = mix(read(row.low, column.low), read(row.low, column.high), column.share);
      const below = mix(read(row.high, column.low), read(row.high, column.high), column.share);
      values[y * width + x] = mix(above, below, row.share);
    }
  }
  return { height, width, values };
}

/** The two source places between which each target place lies, and how near it is to the higher one. */
function neighborsOf(
  targets: number,
  sources: number,
): readonly { readonly low: number; readonly high: number; readonly share: number }[] {
  const clamp = (place: number): number => Math.min(Math.max(place, 0), sources - 1);
  return Array.from({ length: targets }, (_, target) => {
    const source = ((target + 0.5) * sources) / targets - 0.5;
    const floor = Math.floor(source);
    return { low: clamp(floor), high: clamp(floor + 1), share: source - floor };
  });
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
