import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutChart, type Curve } from "../../../webview/charts/chartLayout.js";

const frame = { width: 276, height: 132 };

describe("the scale of a chart", () => {
  const curveOf = (values: readonly number[]): Curve => ({
    id: "a",
    metric: "a",
    rank: 0,
    place: 0,
    letter: "",
    points: values.map((value, step) => ({ step, value })),
    raw: [],
    marks: [],
    best: null,
    lost: null,
  });

  it("is logarithmic over any positive values, with marks that differ in words", () => {
    const positive = fc.array(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(positive, (values) => {
        const { y, yTicks, plot } = layoutChart(frame, [curveOf([0, -1, ...values])], {
          steps: [0, 10],
          isLog: true,
        });
        expect(yTicks.length).toBeGreaterThanOrEqual(2);
        expect(yTicks.length).toBeLessThanOrEqual(7);
        expect(new Set(yTicks.map(({ label }) => label)).size).toBe(yTicks.length);
        for (const { value } of yTicks) expect(Number.isFinite(y(value))).toBe(true);
        expect(y(Math.max(...values))).toBeGreaterThanOrEqual(plot.top);
        expect(y(-1)).toBe(plot.bottom);
      }),
    );
  });

  it("shows a loss that hardly moves as a line across the chart, with marks above and below it", () => {
    const flat = [2.303, 2.302, 2.299, 2.301];
    const { y, yTicks, plot } = layoutChart(frame, [curveOf(flat)], { steps: [0, 3], isLog: true });
    expect(yTicks.map(({ label }) => label)).toEqual(["2.0", "2.5", "3.0"]);
    const middle = (plot.top + plot.bottom) / 2;
    for (const value of flat) expect(Math.abs(y(value) - middle)).toBeLessThan(2);
  });

  it("tells 0.2 from 0.3 beside a loss of 1.7 million", () => {
    const curves = [curveOf([0.2, 0.3, 1.7e6, 1.7e6])];
    const linear = layoutChart(frame, curves, { steps: [0, 3] });
    const log = layoutChart(frame, curves, { steps: [0, 3], isLog: true });
    expect(linear.y(0.2) - linear.y(0.3)).toBeLessThan(0.01);
    expect(log.y(0.2) - log.y(0.3)).toBeGreaterThan(2);
  });

  it("leaves a few values far above all others out of sight, and says how high they are", () => {
    const usual = Array.from({ length: 100 }, (_, step) => 2.3 / (1 + step / 10));
    const layout = layoutChart(frame, [curveOf([...usual, 10, 138, 1.7e6])], { steps: [0, 103] });
    expect(layout.y.domain()[1]).toBeLessThan(5);
    expect(layout.y(1.7e6)).toBe(layout.plot.top);
    expect(layout.highest).toBe(1.7e6);
    expect(layoutChart(frame, [curveOf(usual)], { steps: [0, 100] }).highest).toBeNull();
  });

  it("is that of the training's loss where the first test loss is far above it, in a short run too", () => {
    const training = curveOf([2.3, 2.0, 1.6, 1.3, 1.1, 1.0]);
    const tested = {
      ...curveOf([]),
      points: [80, 1.4].map((value, at) => ({ step: 3 * at, value })),
    };
    for (const curves of [
      [training, tested],
      [tested, training],
    ]) {
      const { y, highest } = layoutChart(frame, curves, { steps: [0, 5] });
      expect([y.domain()[1], highest]).toEqual([2.5, 80]);
    }
  });

  it("shows a level that lasts, however high, and the beginning of a long run", () => {
    const long = [2.3, 2.2, ...Array.from({ length: 2000 }, () => 0.1)];
    const lasting = [
      ...Array.from({ length: 50 }, () => 0.3),
      ...Array.from({ length: 50 }, () => 90),
    ];
    for (const values of [long, lasting]) {
      const { y, highest } = layoutChart(frame, [curveOf(values)], { steps: [0, 2002] });
      expect(highest).toBeNull();
      expect(y.domain()[1]).toBeGreaterThanOrEqual(Math.max(...values));
    }
  });

  it("follows the values in a part of the run", () => {
    const { y } = layoutChart(frame, [curveOf([0.3, 0.4])], { steps: [0, 1], isZoomed: true });
    expect(y.domain()).toEqual([0.3, 0.4]);
  });
});
