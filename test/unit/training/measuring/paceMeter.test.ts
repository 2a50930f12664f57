import { describe, expect, it } from "vitest";
import { PaceMeter } from "../../../../model/training/measuring/paceMeter.js";
import type { RunEvent } from "../../../../model/run/events.js";

const time = 0;
const evaluation: RunEvent = {
  ...{ kind: "evaluation", time, step: 1, epoch: 1, loss: 1, accuracy: 1 },
  ...{ trainLoss: 1, trainAccuracy: 1, examplesPerSecond: 1 },
};
const step = (number: number, examplesPerSecond: number): RunEvent => ({
  ...{ kind: "step", time, step: number, epoch: 1, loss: 1, accuracy: 1 },
  ...{ learningRate: 1, examplesPerSecond, secondsLeft: null },
});

describe("the pace of a run", () => {
  it("is not told of the first steps, which warm up", () => {
    const meter = new PaceMeter(100);
    for (let number = 1; number <= 14; number++) meter.observe(step(number, 10));
    expect(meter.read()).toBeNull();
    meter.observe(step(15, 10));
    expect(meter.read()).toEqual({ examplesPerSecond: 10, evaluatedPerSecond: null });
  });

  it("is the median: a pause of the machine is no speed", () => {
    const meter = new PaceMeter(100);
    for (let number = 1; number <= 40; number++) {
      meter.observe(step(number, number <= 5 ? 0.1 : number % 10 === 0 ? 1 : 60));
    }
    expect(meter.read()?.examplesPerSecond).toBe(60);
  });

  it("times an evaluation from the checkpoint before it", () => {
    let now = 0;
    const meter = new PaceMeter(100, () => now);
    for (let number = 1; number <= 15; number++) meter.observe(step(number, 10));
    now = 1000;
    meter.observe({ kind: "checkpoint", time, step: 15, file: "f" });
    now = 3000;
    meter.observe(evaluation);
    expect(meter.read()?.evaluatedPerSecond).toBe(50);
  });

  it("does not take an evaluation that was held for a slow one", () => {
    let now = 0;
    const meter = new PaceMeter(100, () => now);
    for (let number = 1; number <= 15; number++) meter.observe(step(number, 10));
    meter.observe({ kind: "paused", time, step: 15 });
    now = 3_600_000;
    meter.observe({ kind: "resumed", time, step: 15 });
    meter.observe(evaluation);
    expect(meter.read()?.evaluatedPerSecond).toBeNull();
  });
});
