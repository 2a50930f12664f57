import { afterEach, describe, expect, it, vi } from "vitest";
import { HeldTime } from "../../../../model/training/measuring/heldTime.js";
import { RunClock } from "../../../../model/training/runClock.js";
import { noiseDataset } from "../../../support/tinyNetwork.js";
import { config } from "../../../support/trainingTrial.js";

const steps = [3, 1, 1, 2, 1, 1];

function workIn(...seconds: readonly number[]): readonly number[] {
  const held = new HeldTime();
  return [...steps, ...seconds].map((step) => held.workIn(step)).slice(steps.length);
}

describe("time in which the process was held", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is told from work: a step alone takes a minute longer than is usual", () => {
    expect(workIn(3600, 2, 1, 90, 1)).toEqual([1, 2, 1, 1, 1]);
  });

  it("is none that a slow machine takes, step after step", () => {
    expect(workIn(30, 59, 60)).toEqual([30, 59, 60]);
    expect(workIn(100, 100, 100)).toEqual([1, 100, 100]);
  });

  it("is none at the start, where a GPU may try for minutes what is fastest", () => {
    const held = new HeldTime();
    expect([200, 1, 1, 1].map((step) => held.workIn(step))).toEqual([200, 1, 1, 1]);
  });

  it("is no part of a run's speed, nor of its time", () => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const clock = new RunClock(config, noiseDataset(8, 8), [], 1);
    for (const seconds of [1, 1, 1, 1, 1, 1, 3601, 1]) {
      now += seconds * 1000;
      clock.addStep(8, seconds);
    }
    expect(clock.examplesPerSecond).toBe(8);
    expect(clock.takeElapsed()).toBe(8);
  });
});
