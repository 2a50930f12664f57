import type { Density } from "./sizes.js";

/** scene × scale + offset = screen, in pixels */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Larger than this, text is large and not clearer. */
const largestFit = { roomy: 1.4, snug: 1.4, plain: 1.5, compact: 1.6 } as const;

/** The largest scale that a picture is fitted at; `emphasis` is how much larger its texts must be than usual. */
export function largestFitOf(density: Density, emphasis = 1): number {
  return largestFit[density] * emphasis ** 2;
}

/** The zoom that shows all of a picture in the middle of its window, with a margin around. */
export function fit(picture: Extent, window: Extent, margin: number, largest = 1.2): Zoom {
  const scale = Math.min(
    largest,
    (window.width - 2 * margin) / Math.max(1, picture.width),
    (window.height - 2 * margin) / Math.max(1, picture.height),
  );
  const positive = Math.max(0.05, scale);
  return {
    scale: positive,
    x: (window.width - picture.width * positive) / 2,
    y: (window.height - picture.height * positive) / 2,
  };
}

/** The zoom that fills the window's width, for a window that is as high as its picture needs. */
export function fitWidth(picture: Extent, width: number, margin: number, largest: number): Zoom {
  const scale = Math.min(largest, (width - 2 * margin) / Math.max(1, picture.width));
  const positive = Math.max(0.05, scale);
  return { scale: positive, x: (width - picture.width * positive) / 2, y: margin };
}
