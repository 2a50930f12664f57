import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fittedBesideCards, fittedZoom, windowOf } from "../../../webview/page/stageFit.js";

const roomy = { width: 700, height: 450, density: "roomy" } as const;
/** Of a card of two lines, as the stylesheet makes it. */
const cardHeight = 46;

const window = fc.record({
  width: fc.integer({ min: 200, max: 3000 }),
  height: fc.integer({ min: 200, max: 2000 }),
});

describe("a picture that is fitted", () => {
  it("stands above a card of two lines, with room for the numbers above it", () => {
    const check = (stage: { readonly width: number; readonly height: number }): void => {
      const { scale, x, y } = fittedZoom(roomy, stage, false);
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y + scale * roomy.height).toBeLessThanOrEqual(stage.height - cardHeight);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + scale * roomy.width).toBeLessThanOrEqual(stage.width);
    };
    fc.assert(fc.property(window, check));
  });

  it("gives a card no room a second time where it was fitted beside one", () => {
    const check = (stage: { readonly width: number; readonly height: number }): void => {
      const left = { ...stage, height: stage.height - cardHeight };
      const beside = fittedBesideCards(roomy, left);
      expect(beside.scale).toBeGreaterThanOrEqual(fittedZoom(roomy, left, false).scale);
      expect(beside.y + beside.scale * roomy.height).toBeLessThanOrEqual(left.height);
    };
    fc.assert(fc.property(window, check));
  });

  it("makes its window as high as it needs where the page scrolls", () => {
    const stage = { width: 420, height: 300 };
    const { scale, y } = fittedZoom(roomy, stage, true);
    const { height } = windowOf(roomy, stage, true);
    expect(height).toBeGreaterThan(y + scale * roomy.height);
    expect(windowOf(roomy, stage, false)).toEqual(stage);
  });
});
