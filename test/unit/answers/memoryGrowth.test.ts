import { describe, expect, it } from "vitest";
import { memoryGrowth } from "../../../model/answers/soak/memoryGrowth.js";

const samplesOf = (bytes: (index: number) => number, count = 40) =>
  Array.from({ length: count }, (_, index) => ({ step: index + 1, bytes: bytes(index) }));

describe("memoryGrowth", () => {
  it("does not count what a run takes at its start, nor the waves of a garbage collector", () => {
    const growth = memoryGrowth(samplesOf((index) => Math.min(index, 8) * 1e8 + (index % 3) * 1e6));
    expect(Math.abs(growth ?? 1)).toBeLessThan(0.003);
  });

  it("sees a leak", () => {
    expect(memoryGrowth(samplesOf((index) => 1e9 + index * 2e6))).toBeGreaterThan(0.03);
  });

  it("says nothing of a few samples", () => {
    expect(memoryGrowth(samplesOf(() => 1, 19))).toBeNull();
  });
});
