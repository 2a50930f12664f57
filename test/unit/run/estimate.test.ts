import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import { describeEstimate } from "../../../model/run/describeEstimate.js";
import { estimateRun, secondsFor } from "../../../model/run/estimate.js";
import { middleOf } from "../../../model/machine/range.js";
import { withPace, type Pace } from "../../../model/run/pace.js";
import { roughDuration, roughRange } from "../../../model/run/roughDuration.js";
import { lengthAfter } from "../../../model/run/runLength.js";
import { paceOf } from "../../support/pace.js";
import { englishOf } from "../../../model/messages/translate.js";

const counts = { trainExamples: 60_000, testExamples: 10_000 };
const whole = lengthAfter(0, defaultRunConfig(), counts);

describe("the length of a run", () => {
  it("is that of its steps and evaluations", () => {
    expect(whole).toMatchObject({ steps: 4690, evaluations: 10 });
    expect(lengthAfter(469, defaultRunConfig(), counts)).toMatchObject({ evaluations: 10 });
    expect(lengthAfter(470, defaultRunConfig(), counts)).toMatchObject({ evaluations: 9 });
    expect(lengthAfter(4690, defaultRunConfig(), counts)).toMatchObject({ steps: 0 });
  });

  it("ends where it is to end, without the evaluation that no longer comes", () => {
    const look = { ...defaultRunConfig(), maxSteps: 100 };
    expect(lengthAfter(0, look, counts)).toMatchObject({ steps: 100, evaluations: 0 });
  });
});

describe("an estimate", () => {
  it("is the time of all steps and evaluations at the pace of the same work", () => {
    const estimate = estimateRun(whole, paceOf(), [paceOf({ time: 7 })], null);
    const seconds = (4690 * 128) / 60 + (10 * 10_000) / 170;
    expect(estimate?.seconds).toEqual({ low: seconds, high: seconds });
    expect(estimate?.basis).toEqual({ kind: "run", time: 7 });
  });

  it("takes an evaluation that was not timed to be four times as fast as training", () => {
    const speed = { examplesPerSecond: 100, evaluatedPerSecond: null };
    expect(secondsFor({ ...whole, steps: 0 }, speed)).toBe(10 * (10_000 / 400));
  });

  it("is told apart where another run of the engine is all that is known", () => {
    const other = paceOf({ network: "other", multiplyAdds: 138_035_000, examplesPerSecond: 120 });
    const estimate = estimateRun(whole, paceOf(), [other], { low: 1, high: 2 });
    expect(estimate?.basis.kind).toBe("similar");
    const own = secondsFor(whole, { examplesPerSecond: 60, evaluatedPerSecond: null });
    expect(middleOf(estimate!.seconds)).toBeCloseTo(own, 6);
  });

  it("does not take a small batch to be as fast as a large one", () => {
    // As measured with this engine: 60 examples a second at 128, 51 at 16, 10 at 1.
    for (const [batchSize, measured] of [
      [16, 51],
      [1, 10],
    ] as const) {
      const length = lengthAfter(0, { ...defaultRunConfig(), batchSize }, counts);
      const estimate = estimateRun(length, paceOf({ batchSize }), [paceOf()], null);
      const seconds = secondsFor(length, { examplesPerSecond: measured, evaluatedPerSecond: null });
      expect(estimate!.seconds.low).toBeLessThan(seconds);
      expect(estimate!.seconds.high).toBeGreaterThan(seconds);
    }
  });

  it.each([
    ["another device", { device: "CPU, 1 worker" }],
    ["another engine", { engine: "tensorflow" }],
    ["another precision", { precision: "mixed_bfloat16" }],
  ] as const)("learns nothing from %s", (_, changes) => {
    expect(estimateRun(whole, paceOf(), [paceOf(changes)], null)).toBeNull();
    const guess = estimateRun(whole, paceOf(), [paceOf(changes)], { low: 1e9, high: 1e10 });
    expect(guess?.basis).toEqual({ kind: "guess" });
    expect(guess!.seconds.high / guess!.seconds.low).toBeCloseTo(10, 6);
  });

  it("does not take the pace of a network that has changed under its name for its own", () => {
    const before = paceOf({ multiplyAdds: 1e9 });
    expect(estimateRun(whole, paceOf(), [before], null)?.basis.kind).toBe("similar");
  });

  it("says where it comes from", () => {
    const said = (estimate: ReturnType<typeof estimateRun>): string =>
      englishOf(describeEstimate(estimate!));
    const look = { ...whole, steps: 100, evaluations: 0 };
    expect(said(estimateRun(look, paceOf(), [paceOf()], null))).toBe(
      "This takes about 4 minutes, if it goes as fast as the last such run.",
    );
    const guessed = estimateRun(look, paceOf(), [], { low: 8e9, high: 28e9 });
    expect(said(guessed)).toContain("about 2 minutes to 8 minutes: a guess");
  });
});

describe("the paces that are remembered", () => {
  it("are one for each work, the newest", () => {
    const first = withPace([], paceOf());
    const second = withPace(first, paceOf({ examplesPerSecond: 50, time: 1 }));
    expect(second).toEqual([paceOf({ examplesPerSecond: 50, time: 1 })]);
    expect(withPace(second, paceOf({ batchSize: 64 }))).toHaveLength(2);
  });

  it("keep what a run has shown against the few steps of a trial, and not the other way", () => {
    const trial = paceOf({ source: "trial", time: 1 });
    expect(withPace([paceOf()], trial)).toEqual([paceOf()]);
    expect(withPace([trial], paceOf())).toEqual([paceOf()]);
  });

  it("do not grow without end", () => {
    let paces: readonly Pace[] = [];
    for (let batchSize = 1; batchSize <= 100; batchSize++) {
      paces = withPace(paces, paceOf({ batchSize }));
    }
    expect(paces).toHaveLength(64);
    expect(paces.at(-1)?.batchSize).toBe(100);
  });
});

describe("a rough duration", () => {
  it.each([
    [2, "5 seconds"],
    [42, "40 seconds"],
    [100, "2 minutes"],
    [1020, "17 minutes"],
    [3600, "60 minutes"],
    [10_080, "2 h 50 min"],
    [7200, "2 hours"],
    [100_000, "28 hours"],
  ])("of %d seconds reads %s", (seconds, text) => {
    expect(englishOf(roughDuration(seconds))).toBe(text);
  });

  it("is never far from the exact one", () => {
    const unit = { seconds: 1, minutes: 60, hours: 3600 } as const;
    fc.assert(
      fc.property(fc.double({ min: 20, max: 1e6, noNaN: true }), (seconds) => {
        const [first = "", word = "", minutes] = englishOf(roughDuration(seconds)).split(" ");
        const read =
          word === "h"
            ? Number(first) * 3600 + Number(minutes) * 60
            : Number(first) * unit[word as keyof typeof unit];
        expect(Math.abs(read / seconds - 1)).toBeLessThan(0.26);
      }),
    );
  });

  it("is one where both ends of a range read the same", () => {
    expect(englishOf(roughRange({ low: 3500, high: 3600 }))).toBe("60 minutes");
    expect(englishOf(roughRange({ low: 600, high: 3600 }))).toBe("10 minutes to 60 minutes");
  });
});
