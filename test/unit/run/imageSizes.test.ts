import { describe, expect, it } from "vitest";
import { readSizeShares, sizeSharesText } from "../../../model/options/sizeShares.js";
import { schemaOf } from "../../../model/options/schemas.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { estimateAll } from "../../../model/run/estimate.js";
import { sizeAt, sizeSpans } from "../../../model/run/imageSizes.js";
import { options } from "../../../model/run/options.js";
import type { Pace, Work } from "../../../model/run/pace.js";
import { lengthAfter } from "../../../model/run/runLength.js";
import { lengthsAfter } from "../../../model/run/spanLengths.js";

const config = {
  ...defaultRunConfig(),
  ...{ batchSize: 10, epochs: 4, maxSteps: null },
  firstSizes: [
    { size: [32, 32] as [number, number], share: 0.5 },
    { size: [48, 40] as [number, number], share: 0.3 },
  ],
};
const counts = { trainExamples: 100, testExamples: 20 };
const spans = sizeSpans(config, 40).map((span) => ({ ...span, multiplyAdds: span.size[0] ** 2 }));

describe("the sizes of a run's images", () => {
  it("have their shares of all steps one after another, the input size the rest", () => {
    expect(spans.map(({ size, first, last }) => [size, first, last])).toEqual([
      [[32, 32], 1, 20],
      [[48, 40], 21, 32],
      [[96, 96], 33, 40],
    ]);
    expect([0, 20, 21, 40, 99].map((step) => sizeAt(spans, step)?.[0])).toEqual([
      32, 32, 48, 96, 96,
    ]);
  });

  it("are the input size alone where no other is asked for", () => {
    expect(sizeSpans(defaultRunConfig(), 40)).toEqual([{ size: [96, 96], first: 1, last: 40 }]);
  });

  it("leave out a size whose share is no step", () => {
    expect(sizeSpans(config, 1).map(({ size }) => size[0])).toEqual([32]);
  });

  it.each([0, 1, 10, 20, 21, 30, 32, 33, 40])(
    "add up after step %d to what is left of the run",
    (step) => {
      for (const maxSteps of [null, 25]) {
        const asked = { ...config, maxSteps };
        const parts = lengthsAfter(step, asked, counts, spans).map(({ length }) => length);
        const whole = lengthAfter(step, asked, counts);
        const sum = (of: "steps" | "evaluations") =>
          parts.reduce((total, part) => total + part[of], 0);
        expect(sum("steps")).toBe(whole.steps);
        expect(sum("evaluations")).toBe(Math.max(0, whole.evaluations));
      }
    },
  );

  it("are typed and shown as one text", () => {
    expect(sizeSharesText(config.firstSizes)).toBe("32:0.5,48x40:0.3");
    expect(readSizeShares("32:0.5, 48×40:0.3")).toEqual(config.firstSizes);
    const schema = schemaOf(options.firstSizes.is);
    expect(schema.safeParse(config.firstSizes).success).toBe(true);
    for (const bad of ["32", "32:0", "32:1", "32:0.5,48:0.5", "0:0.5", "x:0.5", "2000:0.5"]) {
      expect(schema.safeParse(readSizeShares(bad)).success).toBe(false);
    }
  });
});

describe("the estimate of works one after another", () => {
  const work: Work = {
    ...{ network: "n", engine: "e", device: "d", precision: "float32", batchSize: 10 },
    ...{ inputSize: [32, 32], multiplyAdds: 1000 },
  };
  const pace: Pace = {
    ...work,
    ...{ examplesPerSecond: 100, evaluatedPerSecond: 200, peakBytes: null, time: 7, source: "run" },
  };
  const length = { steps: 20, batchSize: 10, evaluations: 1, testExamples: 100 };

  it("is the sum of each, and as sure as the least sure", () => {
    const known = estimateAll([{ length, work }], [pace], null);
    expect(known).toEqual({ seconds: { low: 2.5, high: 2.5 }, basis: { kind: "run", time: 7 } });
    const larger = { ...work, inputSize: [64, 64] as [number, number], multiplyAdds: 4000 };
    const parts = [
      { length, work },
      { length, work: larger },
    ];
    const both = estimateAll(parts, [pace], null);
    expect(both?.basis).toEqual({ kind: "similar" });
    expect(both?.seconds.low).toBeGreaterThan(2.5 + 4);
    expect(estimateAll(parts, [], null)).toBeNull();
  });
});
