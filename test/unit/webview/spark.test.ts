import { describe, expect, it } from "vitest";
import { sparkPath, sparkScale } from "../../../webview/layout/spark.js";

describe("a small history", () => {
  it("has gaps where nothing was measured", () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    expect(sparkPath([], box)).toBe("");
    expect(sparkPath([1, null], box)).toBe("");
    expect(sparkPath([0, 1, null, 1, 1], box)).toBe("M0,10L2.5,0M7.5,0L10,0");
    expect(sparkPath([2, 2], box)).toBe("M0,5L10,5");
    expect(sparkPath([0, 0], box)).toBe("M0,5L10,5");
  });

  it("has its values as far apart as their steps, from edge to edge", () => {
    const box = { x: 2, y: 0, width: 10, height: 10 };
    expect(sparkPath([0, 1, 1], box, [10, 30, 110])).toBe("M2,10L4,0L12,0");
    expect(sparkPath([0, 1], box, [7, 7])).toBe("M2,10L2,0");
  });

  it("draws a small change of a value small, and fills the height with a large one", () => {
    const box = { y: 0, height: 100 };
    const riseOf = (from: number, to: number): number => {
      const scale = sparkScale([from, to], box)!;
      return scale.yOf(from) - scale.yOf(to);
    };
    expect(riseOf(1, 1.03)).toBeCloseTo(5.8, 1);
    expect(riseOf(1e-6, 1.03e-6)).toBeCloseTo(5.8, 1);
    expect(riseOf(0.8, 1)).toBeCloseTo(40, 6);
    expect(riseOf(1, 3)).toBe(100);
    expect(riseOf(3, 1)).toBe(-100);
    expect(sparkScale([1, null], box)).toBeNull();
  });
});
