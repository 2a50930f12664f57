import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metrics } from "../../../model/metrics/index.js";
import { bestIndex, latestValue, seriesOf, valueAtStep } from "../../../model/metrics/metric.js";
import { testAccuracy } from "../../../model/metrics/testAccuracy.js";
import { testLoss } from "../../../model/metrics/testLoss.js";
import { trainLoss } from "../../../model/metrics/trainLoss.js";
import { runningMean } from "../../../model/metrics/runningMean.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { StepHistory } from "../../../model/run/stepHistory.js";
import { recordedRun } from "../../support/recordedRun.js";

const run = recordedRun({ steps: 230 }).reduce(reduce, initialRunState);

/** A series of these values at steps 1, 3, 5 … */
function oddSteps(values: readonly number[]) {
  return seriesOf(
    values.map((value, index) => ({ step: 2 * index + 1, value })),
    ({ value }) => value,
  );
}

describe("the registry of metrics", () => {
  it("has each id once", () => {
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
  });

  it.each(metrics)("reads and writes $id", (metric) => {
    expect(latestValue(metric, initialRunState)).toBeNull();
    const value = latestValue(metric, run);
    expect(value).toBeGreaterThan(0);
    expect(metric.format(value!)).toMatch(/^[\d,.]+$/);
    expect(metric.series(run).length).toBe(metric.every === "step" ? 230 : 2);
  });
});

describe("a series", () => {
  it("answers for a step what a linear search finds", () => {
    const check = (values: readonly number[], step: number): void => {
      const known = values.filter((_, index) => 2 * index + 1 <= step);
      expect(valueAtStep(oddSteps(values), step)).toBe(known.at(-1) ?? null);
    };
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), fc.integer({ min: 0, max: 40 }), check),
    );
  });

  it("refuses a place outside", () => {
    expect(() => oddSteps([]).value(0)).toThrow(RangeError);
  });

  it("has a mean of its last values", () => {
    expect(runningMean(oddSteps([]), 3)).toBeNull();
    expect(runningMean(oddSteps([9, 1, 2, 3]), 3)).toBe(2);
    expect(runningMean(oddSteps([4]), 3)).toBe(4);
  });
});

describe("the best epoch", () => {
  const { evaluations } = run;
  const withLosses = (losses: readonly number[]) => ({
    steps: StepHistory.empty,
    evaluations: losses.map((loss, index) => ({ ...evaluations[0]!, step: index + 1, loss })),
  });

  it("has the lowest test loss or the highest test accuracy", () => {
    expect(bestIndex(testLoss, withLosses([3, Number.NaN, 1, 2, 1]))).toBe(2);
    expect(bestIndex(testAccuracy, run)).toBe(
      evaluations.indexOf(evaluations.reduce((a, b) => (b.accuracy > a.accuracy ? b : a))),
    );
  });

  it("is none before an evaluation, and of a metric that has none", () => {
    expect(bestIndex(testLoss, initialRunState)).toBeNull();
    expect(bestIndex(trainLoss, run)).toBeNull();
  });
});
