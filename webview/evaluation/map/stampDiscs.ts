/** Pixels as a canvas has them: red, green, blue and alpha of each, 0 to 255, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Red, green and blue, 0 to 255. */
export type Ink = readonly [red: number, green: number, blue: number];

/** How discs look. */
export interface DiscLook {
  readonly radius: number;
  readonly ink: Ink;
  /** 0 to 1. */
  readonly alpha: number;
}

/**
 * Lays a disc over what is there, with soft edges; what lies beyond the pixels is left out. Written pixel by pixel: a
 * canvas takes longer than a frame for ten thousand paths.
 */
export function stampDisc(
  { data, width, height }: Pixels,
  x: number,
  y: number,
  { radius, ink, alpha }: DiscLook,
): void {
  const reach = radius + 0.5;
  const [endRow, endColumn] = [
    Math.min(height, Math.ceil(y + reach)),
    Math.min(width, Math.ceil(x + reach)),
  ];
  for (let row = Math.max(0, Math.floor(y - reach)); row < endRow; row++) {
    const down = (row + 0.5 - y) ** 2;
    for (let column = Math.max(0, Math.floor(x - reach)); column < endColumn; column++) {
      // From the middle of the pixel; at the edge it is covered in part.
      const covered = Math.min(1, reach - Math.sqrt((column + 0.5 - x) ** 2 + down));
      if (covered > 0) lay(data, 4 * (row * width + column), ink, covered * alpha);
    }
  }
}

/** The usual way: what is laid over covers what is there as far as it is opaque. */
function lay(data: Uint8ClampedArray, at: number, [red, green, blue]: Ink, alpha: number): void {
  const there = data[at + 3] ?? 0;
  if (there === 0) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
    data[at + 3] = 255 * alpha;
    return;
  }
  const below = (there / 255) * (1 - alpha);
  const both = alpha + below;
  const [own, other] = [alpha / both, below / both];
  data[at] = red * own + (data[at] ?? 0) * other;
  data[at + 1] = green * own + (data[at + 1] ?? 0) * other;
  data[at + 2] = blue * own + (data[at + 2] ?? 0) * other;
  data[at + 3] = 255 * both;
}
