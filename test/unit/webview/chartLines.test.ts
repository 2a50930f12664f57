import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesOf } from "../../../model/metrics/metric.js";
import { downsample, type CurvePoint } from "../../../webview/charts/downsample.js";
import { smooth } from "../../../webview/charts/smooth.js";
import { cutAt, panWindow, windowOf, within, zoomWindow } from "../../../webview/charts/window.js";

function seriesFrom(values: readonly number[]) {
  return seriesOf(
    values.map((value, index) => ({ step: index + 1, value })),
    ({ value }) => value,
  );
}

describe("downsampling", () => {
  const values = fc.array(fc.oneof(fc.double(), fc.constant(Number.NaN)), { maxLength: 400 });

  it("keeps the ends and every extreme, in order and in bounds", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (all, buckets) => {
        const points = downsample(seriesFrom(all), buckets);
        const finite = all.filter(Number.isFinite);
        expect(points.length).toBeLessThanOrEqual(4 * buckets);
        expect(points.length > 0).toBe(finite.length > 0);
        if (finite.length === 0) return;
        const kept = points.map(({ value }) => value);
        expect(Math.max(...kept)).toBe(Math.max(...finite));
        expect(Math.min(...kept)).toBe(Math.min(...finite));
        expect(kept[0]).toBe(finite[0]);
        expect(kept.at(-1)).toBe(finite.at(-1));
        const steps = points.map(({ step }) => step);
        expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
      }),
    );
  });

  it("leaves a short series as it is", () => {
    expect(downsample(seriesFrom([3, 1, 2]), 10).map(({ value }) => value)).toEqual([3, 1, 2]);
  });
});

describe("smoothing", () => {
  const read = (values: readonly number[], weight: number): readonly number[] => {
    const series = smooth(seriesFrom(values), weight);
    return values.map((_, index) => series.value(index));
  };

  it("leaves a constant as it is from its first value, and stays between the extremes", () => {
    for (const value of read([2, 2, 2, 2], 0.9)) expect(value).toBeCloseTo(2, 12);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (values, weight) => {
          const [low, high] = [Math.min(...values) - 1e-6, Math.max(...values) + 1e-6];
          for (const value of read(values, weight)) {
            expect(value).toBeGreaterThanOrEqual(low);
            expect(value).toBeLessThanOrEqual(high);
          }
        },
      ),
    );
  });

  it("is the moving average of the textbooks, and passes over what is no number", () => {
    expect(read([1, 3], 0.5)[1]).toBeCloseTo((0.25 * 1 + 0.5 * 3) / 0.75, 12);
    expect(read([Number.NaN, 4, Number.NaN, Infinity], 0.5)).toEqual([Number.NaN, 4, 4, 4]);
    expect(read([1, 5, 2], 0)).toEqual([1, 5, 2]);
  });
});

describe("a window of steps", () => {
  it("cuts a line where it crosses the edge", () => {
    const line: readonly CurvePoint[] = [0, 10, 20].map((step) => ({ step, value: step / 10 }));
    expect(cutAt(line, [5, 15])).toEqual([
      { step: 5, value: 0.5 },
      { step: 10, value: 1 },
      { step: 15, value: 1.5 },
    ]);
    expect(cutAt(line, [0, 20])).toEqual(line);
    expect(cutAt(line, [30, 40])).toEqual([]);
  });

  it("reads one point more on each side", () => {
    const part = within(seriesFrom([1, 2, 3, 4, 5, 6]), [3, 4]);
    expect([part.length, part.step(0), part.value(part.length - 1)]).toEqual([3, 2, 4]);
    expect(within(seriesFrom([]), [3, 4]).length).toBe(0);
  });

  it("zooms about a step that stays in place, down to ten steps and out to the whole", () => {
    const [from, to] = zoomWindow([0, 1000], { factor: 0.5, center: 250, lastStep: 1000 })!;
    expect([from, to]).toEqual([125, 625]);
    const least = zoomWindow([500, 510], { factor: 0.1, center: 505, lastStep: 1000 })!;
    expect(least[1] - least[0]).toBe(10);
    expect(zoomWindow([100, 900], { factor: 9, center: 500, lastStep: 1000 })).toBeNull();
  });

  it("stays within the run, however it is asked for", () => {
    const step = fc.integer({ min: -50, max: 1050 });
    fc.assert(
      fc.property(step, step, fc.double({ min: -2, max: 2, noNaN: true }), (a, b, share) => {
        const asked = windowOf(a, b, 1000);
        if (asked === null) return;
        const [from, to] = panWindow(asked, share, 1000);
        for (const [low, high] of [asked, [from, to]] as const) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1000);
          expect(high - low).toBeGreaterThanOrEqual(10);
        }
      }),
    );
  });
});
