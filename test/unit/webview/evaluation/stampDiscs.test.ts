import { describe, expect, it } from "vitest";
import {
  stampDisc,
  type DiscLook,
  type Pixels,
} from "../../../../webview/evaluation/map/stampDiscs.js";

function empty(width: number, height: number): Pixels {
  return { data: new Uint8ClampedArray(4 * width * height), width, height };
}

const red: DiscLook = { radius: 4, ink: [250, 20, 10], alpha: 1 };

describe("a disc that is laid over pixels", () => {
  it("covers as much as it is large, whether it lies between pixels or not", () => {
    for (const [x, y] of [
      [10, 8],
      [10.5, 8.25],
      [9.9, 7.6],
    ] as const) {
      const pixels = empty(20, 16);
      stampDisc(pixels, x, y, red);
      const alphas = pixels.data.filter((_, at) => at % 4 === 3);
      const area = alphas.reduce((sum, alpha) => sum + alpha / 255, 0);
      expect(area / (Math.PI * red.radius ** 2)).toBeCloseTo(1, 1);
      expect([...pixels.data.slice(4 * (8 * 20 + 10), 4 * (8 * 20 + 10) + 4)]).toEqual([
        ...red.ink,
        255,
      ]);
    }
  });

  it("lets as much of what is below through as it is not opaque", () => {
    const pixels = empty(20, 16);
    stampDisc(pixels, 10, 8, red);
    stampDisc(pixels, 10, 8, { ...red, ink: [0, 0, 200], alpha: 0.25 });
    const at = 4 * (8 * 20 + 10);
    expect([...pixels.data.slice(at, at + 4)]).toEqual([188, 15, 58, 255]);
    const faint = empty(20, 16);
    stampDisc(faint, 10, 8, { ...red, alpha: 0.1 });
    expect([...faint.data.slice(at, at + 4)]).toEqual([...red.ink, 26]);
  });

  it("is cut off where the pixels end", () => {
    const pixels = empty(20, 16);
    stampDisc(pixels, 0, 0, red);
    stampDisc(pixels, 90, -30, red);
    const columns = new Set<number>();
    pixels.data.forEach((value, at) => {
      if (at % 4 === 3 && value > 0) columns.add(((at - 3) / 4) % 20);
    });
    expect([...columns].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });
});
