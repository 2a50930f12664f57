import { describe, expect, it } from "vitest";
import { hasLostNumbers } from "../../../model/metrics/watchdog/lostLoss.js";
import type { NodeStatistics } from "../../../model/run/events.js";
import type { RunState } from "../../../model/run/state.js";
import { StepHistory } from "../../../model/run/stepHistory.js";
import { flat, pointOf, readings, runOf, see } from "../../support/watchedRun.js";

describe("a lost loss", () => {
  it("is one that grew without bound before the run failed", () => {
    const blown = runOf([...flat(0.3, 60), 10, 138, 1.7e6], { phase: "failed" });
    expect(see("lostLoss", blown)).toMatchObject({
      what: "loss",
      lastLosses: [10, 138, 1.7e6],
      step: 63,
    });
    expect(see("lostLoss", runOf(flat(0.3, 60), { phase: "failed" }))).toBeNull();
  });

  it("is one beyond what float32 can tell, though the run has no level yet", () => {
    const early = runOf([2.3, 54, 1e31], { phase: "failed" });
    expect(see("lostLoss", early)).toMatchObject({ what: "loss", level: null, step: 3 });
    expect(hasLostNumbers(early)).toBe(true);
    expect(hasLostNumbers(runOf([2.3, 5.4], { phase: "failed" }))).toBe(false);
  });

  it("is known of a run that failed for it at its first step", () => {
    const failure = { time: 0, step: 1, message: "", reason: "", action: "", checkpoint: null };
    const lost = { ...failure, remedy: "lowerRate" } as const;
    expect(hasLostNumbers(runOf([], { phase: "failed", failure: lost }))).toBe(true);
  });

  it("is seen in activations that are gone", () => {
    const gone = runOf(flat(0.3, 60), { statistics: readings([{}, { activation: null }]) });
    expect(see("lostLoss", gone)?.what).toBe("activations");
    const never = readings([{ activation: null }, { activation: null }]);
    expect(see("lostLoss", runOf(flat(0.3, 60), { statistics: never }))).toBeNull();
  });
});

describe("the learning rate", () => {
  const withUpdates = (updates: readonly (number | null)[]): RunState =>
    runOf(flat(1, 60), { statistics: readings(updates.map((update) => ({ update }))) });
  const atRate = (learningRate: number, change: Partial<NodeStatistics>): RunState => {
    const points = flat(1, 60).map((loss, index) => ({ ...pointOf(loss, index), learningRate }));
    const five = readings([change, change, change, change, change]);
    return runOf([], { steps: StepHistory.of(points), statistics: five });
  };

  it("is too high where steps move the weights by a large share, reading after reading", () => {
    expect(see("learningRateTooHigh", withUpdates([0.05, 0.05]))).toBeNull();
    expect(see("learningRateTooHigh", withUpdates([0.001, 0.05, 0.05]))).toBeNull();
    expect(see("learningRateTooHigh", withUpdates([0.05, 0.04, 0.05]))).toMatchObject({
      sign: "update",
      share: 0.04,
      learningRate: 0.1,
    });
  });

  it("is too high where the loss swings from batch to batch", () => {
    const swinging = runOf(Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 0.5 : 1.5)));
    expect(see("learningRateTooHigh", swinging)?.sign).toBe("swing");
  });

  it("is too low where the weights hardly move, reading after reading", () => {
    const slow = atRate(1e-4, { update: 2e-6 });
    expect(see("learningRateTooLow", slow)?.share).toBe(2e-6);
    const fewer = { ...slow, statistics: slow.statistics.slice(1) };
    expect(see("learningRateTooLow", fewer)).toBeNull();
    const gap = readings([{ update: null }]);
    expect(
      see("learningRateTooLow", { ...slow, statistics: [...slow.statistics, ...gap] }),
    ).toBeNull();
  });

  it.each([
    ["the chapter's", atRate(0.1, { update: 2e-6 })],
    ["above the chapter's", atRate(5, { update: 2e-6 })],
    ["one at which the gradient has vanished", atRate(1e-4, { update: 0 })],
    ["one of which the chapter's would move no more", atRate(0.05, { update: 2e-6 })],
    ["one under which layers are dead", atRate(1e-4, { update: 2e-6, dead: 1 })],
  ])("is not too low where it is %s", (_, run) => {
    expect(see("learningRateTooLow", run)).toBeNull();
  });

  it("is not judged in records without that number", () => {
    expect(see("learningRateTooHigh", withUpdates([null, null, null]))).toBeNull();
    expect(see("learningRateTooLow", withUpdates([null, null, null, null, null]))).toBeNull();
  });
});
