import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import {
  scheduledRate,
  scheduleIds,
  schedules,
  type ScheduleId,
} from "../../../model/run/schedules.js";

describe("schedules", () => {
  it.each(scheduleIds)("%s never asks for more than the configured rate, nor for none", (id) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.nat(50_000), (totalSteps, index) => {
        const step = 1 + (index % totalSteps);
        const share = schedules[id]({ step, totalSteps });
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("warm up over a hundred steps, then fall to a twentieth", () => {
    const config = { ...defaultRunConfig(), schedule: "warmup-cosine" } as const;
    const rate = (step: number): number => scheduledRate(config, { step, totalSteps: 4690 });
    expect(rate(1)).toBeCloseTo(0.001, 6);
    expect(rate(100)).toBe(0.1);
    expect(rate(2395)).toBeCloseTo(0.0525, 6);
    expect(rate(3455)).toBeLessThan(0.1 / 4);
    expect(rate(4690)).toBeCloseTo(0.005, 9);
    for (let step = 101; step < 4690; step += 100) expect(rate(step + 1)).toBeLessThan(rate(step));
  });

  const rateBy = (schedule: ScheduleId, step: number, totalSteps = 1000): number =>
    scheduledRate({ schedule, learningRate: 1 }, { step, totalSteps });

  it("go up over three tenths of one cycle, then fall to a thousandth", () => {
    expect(rateBy("one-cycle", 1)).toBeCloseTo(1 / 300, 9);
    expect(rateBy("one-cycle", 300)).toBe(1);
    expect(rateBy("one-cycle", 650)).toBeCloseTo(0.5005, 9);
    expect(rateBy("one-cycle", 1000)).toBeCloseTo(0.001, 9);
    expect(rateBy("one-cycle", 1, 1)).toBe(1);
  });

  it("step down at half and at three quarters", () => {
    const rates = [500, 501, 750, 751, 1000].map((step) => rateBy("step", step));
    expect(rates).toEqual([1, 0.1, 0.1, 0.01, 0.01]);
  });

  it("keep the chapter's rate as it is", () => {
    expect(scheduledRate(defaultRunConfig(), { step: 4000, totalSteps: 4690 })).toBe(0.1);
  });
});
