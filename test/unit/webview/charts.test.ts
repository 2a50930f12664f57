import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesOf } from "../../../model/metrics/metric.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { chartViewOf } from "../../../webview/charts/chartView.js";
import { downsample } from "../../../webview/charts/downsample.js";
import { charts } from "../../../webview/charts/index.js";
import { tableOf } from "../../../webview/charts/table.js";
import { recordedRun } from "../../support/recordedRun.js";

const run = recordedRun({ steps: 230 }).reduce(reduce, initialRunState);
const frame = { width: 276, height: 132 };

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

describe.each(charts)("the chart of $id", (spec) => {
  it("shows the newest values and says them", () => {
    const view = chartViewOf(spec, run, frame, null);
    expect(view.lastStep).toBe(230);
    expect(view.legend).toHaveLength(spec.metrics.length);
    expect(view.spoken).toMatch(/^Step 230: /);
    expect(view.chart.crosshair).toBeNull();
  });

  it("reads a step under the pointer, within the run", () => {
    expect(chartViewOf(spec, run, frame, 100).chart.crosshair).toBe(100);
    expect(chartViewOf(spec, run, frame, 9999).chart.crosshair).toBe(230);
  });

  it("can be drawn before a run", () => {
    const view = chartViewOf(spec, initialRunState, frame, null);
    expect(view.legend.every(({ value }) => value === "–")).toBe(true);
  });
});

describe("the table", () => {
  it("has the newest step first and round steps after it", () => {
    const { columns, rows } = tableOf(run);
    expect(columns.map(({ id }) => id)).toEqual([
      "step",
      "trainLoss",
      "testLoss",
      "trainAccuracy",
      "testAccuracy",
      "examplesPerSecond",
    ]);
    expect(rows.slice(0, 3).map(({ step }) => step)).toEqual([230, 220, 210]);
    expect(rows.every(({ cells }) => cells.length === columns.length)).toBe(true);
  });

  it("stays short however long the run is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (step) => {
        const last = { ...run.steps[0]!, step };
        expect(tableOf({ ...run, steps: [last] }).rows.length).toBeLessThanOrEqual(25);
      }),
    );
  });
});
