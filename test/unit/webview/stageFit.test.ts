import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fittedZoom, windowOf } from "../../../webview/stage/stageFit.js";

const roomy = { width: 700, height: 450, density: "roomy" } as const;
const window = fc.record({
  width: fc.integer({ min: 200, max: 3000 }),
  height: fc.integer({ min: 200, max: 2000 }),
});

describe("a picture that is fitted", () => {
  it("stands inside of its window, with room for the numbers around it", () => {
    const check = (stage: { readonly width: number; readonly height: number }): void => {
      const { scale, x, y } = fittedZoom(roomy, {
        ...stage,
        isScrolling: false,
        emphasis: 1,
        cards: 0,
      });
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y + scale * roomy.height).toBeLessThanOrEqual(stage.height - 20);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + scale * roomy.width).toBeLessThanOrEqual(stage.width);
    };
    fc.assert(fc.property(window, check));
  });

  it("makes its window as high as it needs where the page scrolls", () => {
    const stage = { width: 420, height: 300, isScrolling: true, emphasis: 1, cards: 0 };
    const { scale, y } = fittedZoom(roomy, stage);
    const { height } = windowOf(roomy, stage);
    expect(height).toBeGreaterThan(y + scale * roomy.height);
    expect(windowOf(roomy, { ...stage, isScrolling: false })).toMatchObject({
      width: 420,
      height: 300,
    });
  });
});
