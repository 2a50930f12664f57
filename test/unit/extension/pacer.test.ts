import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pacer } from "../../../extension/pacer.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The times at which it tells, in milliseconds from its making. */
function timed(everyMs: number) {
  const began = Date.now();
  const told: number[] = [];
  return { told, pacer: new Pacer(everyMs, () => told.push(Date.now() - began)) };
}

describe("a pacer", () => {
  it("tells with a change that comes after its time, and of the last one after a rest", () => {
    const { told, pacer } = timed(1000);
    for (let change = 0; change < 5; change++) {
      pacer.later();
      vi.advanceTimersByTime(750);
    }
    // Changes came at 0, 750, 1500, 2250 and 3000: those of 1500 and 3000 are over a second after a telling.
    expect(told).toEqual([100, 1600, 3100]);
    pacer.later();
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([100, 1600, 3100, 4750]);
  });

  it("tells at the same time as another one with the same change", () => {
    const [fast, slow] = [timed(0), timed(1000)];
    for (let change = 0; change < 8; change++) {
      fast.pacer.later();
      slow.pacer.later();
      vi.advanceTimersByTime(500);
    }
    expect(fast.told).toHaveLength(8);
    expect(slow.told).toEqual([100, 1100, 2100, 3100]);
    expect(fast.told).toEqual(expect.arrayContaining(slow.told));
  });

  it("tells of each change that comes once in its time", () => {
    for (const everyMs of [1000, 1001, 1049, 1099, 1100, 1500]) {
      const { told, pacer } = timed(1000);
      for (let change = 0; change < 5; change++) {
        pacer.later();
        vi.advanceTimersByTime(everyMs);
      }
      expect(told).toEqual([0, 1, 2, 3, 4].map((change) => change * everyMs + 100));
    }
  });

  it("does not wait for an end of changes", () => {
    const { told, pacer } = timed(1000);
    for (let change = 0; change < 500; change++) {
      pacer.later();
      vi.advanceTimersByTime(10);
    }
    expect(told).toEqual([100, 1100, 2100, 3100, 4100]);
  });

  it("goes on where the clock is set back", () => {
    const { pacer, told } = timed(1000);
    pacer.later();
    vi.advanceTimersByTime(100);
    expect(told).toHaveLength(1);
    vi.setSystemTime(Date.now() - 3_600_000);
    for (let change = 0; change < 50; change++) {
      pacer.later();
      vi.advanceTimersByTime(100);
    }
    expect(told).toHaveLength(6);
  });

  it("tells soon what a person waits for, and nothing that was told another way", () => {
    const { told, pacer } = timed(1000);
    pacer.told();
    pacer.later();
    vi.advanceTimersByTime(10);
    pacer.soon();
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([110]);
    pacer.later();
    pacer.told();
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([110]);
    pacer.soon();
    pacer.dispose();
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([110]);
  });
});
