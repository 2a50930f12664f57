import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderedBatches, shuffledBatches } from "../../../model/training/batches.js";

const sizes = { count: fc.integer({ min: 1, max: 500 }), batch: fc.integer({ min: 1, max: 64 }) };

describe("shuffledBatches", () => {
  it("holds every example once, in full batches but for the last", () => {
    fc.assert(
      fc.property(sizes.count, sizes.batch, fc.nat(), fc.nat(9), (count, size, seed, epoch) => {
        const batches = shuffledBatches(count, size, seed, epoch);
        const all = batches.flatMap((batch) => [...batch]).toSorted((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(batches.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
      }),
    );
  });

  it("depends on the seed and the epoch alone", () => {
    const order = (seed: number, epoch: number): string =>
      shuffledBatches(100, 100, seed, epoch)[0]?.join() ?? "";
    expect(order(1, 1)).toBe(order(1, 1));
    const orders = [order(0, 1), order(0, 2), order(1, 1), order(2, 1), order(1, 2)];
    expect(new Set(orders).size).toBe(orders.length);
  });

  it("gives every example about the same chance of every place", () => {
    const rounds = 4000;
    const counts = Array.from({ length: 5 }, () => 0);
    for (let seed = 0; seed < rounds; seed++) {
      const place = shuffledBatches(5, 5, seed, 1)[0]?.indexOf(0) ?? 0;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    for (const count of counts) expect(count / rounds).toBeCloseTo(0.2, 1);
  });
});

describe("orderedBatches", () => {
  it("keeps the data set's order", () => {
    expect(orderedBatches(5, 2).map((batch) => [...batch])).toEqual([[0, 1], [2, 3], [4]]);
  });
});
