import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beyondChance, mcnemar } from "../../../model/metrics/mcnemar.js";

/** By whole numbers: of all 2ⁿ ways in which the questions can fall, those with a gap at least as large. */
function byCounting(onlyOne: number, onlyOther: number): number {
  const all = onlyOne + onlyOther;
  const gap = Math.abs(onlyOne - onlyOther);
  let [ways, each] = [0n, 1n];
  for (let count = 0; count <= all; count++) {
    if (Math.abs(all - 2 * count) >= gap) ways += each;
    each = (each * BigInt(all - count)) / BigInt(count + 1);
  }
  // Twelve digits are enough to compare by.
  return Number((ways * 10n ** 12n) / 2n ** BigInt(all)) / 1e12;
}

describe("McNemar's exact test", () => {
  it("counts all ways in which the questions can fall", () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), (one, other) => {
        expect(mcnemar(one, other)).toBeCloseTo(byCounting(one, other), 10);
        expect(mcnemar(other, one)).toBe(mcnemar(one, other));
      }),
    );
  });

  // From R: binom.test(10, 30)$p.value and so on.
  it.each([
    [10, 20, 0.09873715],
    [0, 5, 0.0625],
    [0, 0, 1],
    [7, 7, 1],
  ])("of %d against %d is %d", (one, other, expected) => {
    expect(mcnemar(one, other)).toBeCloseTo(expected, 8);
  });

  it("holds for as many questions as a test set has", () => {
    expect(mcnemar(5000, 5000)).toBe(1);
    expect(mcnemar(4900, 5100)).toBeCloseTo(0.0466, 3);
    expect(mcnemar(0, 10_000)).toBe(0);
  });
});

describe("several tests", () => {
  it("have less to say each than one alone", () => {
    expect(beyondChance([0.04], 0.05)).toEqual([true]);
    expect(beyondChance([0.04, 0.9], 0.05)).toEqual([false, false]);
    // 0.05/4, 0.05/3, 0.05/2, 0.05: the third is above its limit.
    expect(beyondChance([0.01, 0.001, 0.03, 0.04], 0.05)).toEqual([true, true, false, false]);
    expect(beyondChance([], 0.05)).toEqual([]);
  });
});
