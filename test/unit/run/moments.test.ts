import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isMomentDue,
  momentEvery,
  momentsKept,
  mostMoments,
  mostMomentsOf,
} from "../../../model/run/moments.js";

/** What a run of so many epochs has kept after each. */
function keptAfterEach(epochs: number, every: number): readonly (readonly number[])[] {
  let kept: readonly number[] = [];
  return Array.from({ length: epochs }, (_, epoch) => {
    const newest = (epoch + 1) * every;
    if (isMomentDue(newest, every)) kept = momentsKept([...kept, newest], { newest, every });
    return kept;
  });
}

describe("the moments whose weights a run keeps", () => {
  it("are the ends of its epochs, where there are two", () => {
    expect(momentEvery({ stepsPerEpoch: 469, totalSteps: 4690 })).toBe(469);
    expect(momentEvery({ stepsPerEpoch: 469, totalSteps: 938 })).toBe(469);
  });

  it("lie within the epoch of a run that has one, and not close together", () => {
    expect(momentEvery({ stepsPerEpoch: 6000, totalSteps: 6000 })).toBe(1000);
    expect(momentEvery({ stepsPerEpoch: 469, totalSteps: 120 })).toBe(50);
    expect(mostMomentsOf({ stepsPerEpoch: 469, totalSteps: 40 })).toBe(0);
  });

  it("are all of a dozen, then the first and every second", () => {
    const after = keptAfterEach(24, 1);
    expect(after[11]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(after[13]).toEqual([1, 2, 4, 6, 8, 10, 12, 14]);
    expect(after[23]).toEqual([1, 4, 8, 12, 16, 20, 24]);
  });

  it("are never more than a dozen, have the first, and lie evenly to the end", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 500 }),
        (n, every) => {
          const all = keptAfterEach(n, every);
          const most = Math.max(...all.map(({ length }) => length));
          expect(most).toBeLessThanOrEqual(mostMoments);
          expect(most).toBeLessThanOrEqual(
            mostMomentsOf({ stepsPerEpoch: every, totalSteps: Math.max(2, n) * every }),
          );
          const kept = all.at(-1) ?? [];
          expect(kept[0]).toBe(every);
          const gaps = kept.slice(2).map((step, place) => step - (kept[place + 1] ?? 0));
          expect(new Set(gaps).size).toBeLessThanOrEqual(1);
          // The end is no farther than another gap.
          expect(n * every - (kept.at(-1) ?? 0)).toBeLessThan(2 * (gaps[0] ?? 2 * every));
        },
      ),
    );
  });

  it("are written rarely where the run is long", () => {
    const due = Array.from({ length: 1000 }, (_, epoch) => isMomentDue(epoch + 1, 1));
    expect(due.filter(Boolean).length).toBeLessThan(60);
  });

  it("leave out what lies at no moment of the run", () => {
    expect(momentsKept([0, 3, 10, 15, 20, 40], { newest: 20, every: 10 })).toEqual([10, 20]);
  });
});
