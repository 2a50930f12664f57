import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderTogether, type Link } from "../../../webview/layout/seriation.js";

/** Each link times its length, in an order. */
function costOf(order: readonly number[], links: readonly Link[]): number {
  return links.reduce(
    (sum, { a, b, weight }) => sum + weight * Math.abs(order.indexOf(a) - order.indexOf(b)),
    0,
  );
}

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value) =>
    permutations(values.filter((each) => each !== value)).map((rest) => [value, ...rest]),
  );
}

const linked = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    links: fc.array(
      fc.record({
        a: fc.nat({ max: count - 1 }),
        b: fc.nat({ max: count - 1 }),
        weight: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 30 },
    ),
  }),
);

describe("an order in which what is linked stands together", () => {
  it("has each once, and is the same for the same links", () => {
    fc.assert(
      fc.property(linked, ({ count, links }) => {
        const order = orderTogether(count, links);
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect(orderTogether(count, links)).toEqual(order);
      }),
    );
  });

  it("leaves no single one that would stand better elsewhere", () => {
    fc.assert(
      fc.property(linked, ({ count, links }) => {
        const order = orderTogether(count, links);
        const cost = costOf(order, links);
        for (const each of order) {
          const others = order.filter((other) => other !== each);
          for (let place = 0; place < count; place++) {
            expect(costOf(others.toSpliced(place, 0, each), links)).toBeGreaterThan(cost - 1e-6);
          }
        }
      }),
    );
  });

  it("puts two groups apart, however their numbers are mixed", () => {
    const groups = [
      [0, 2, 4, 6],
      [1, 3, 5],
    ];
    const links = groups.flatMap((group) =>
      group.flatMap((a) => group.filter((b) => b > a).map((b) => ({ a, b, weight: 1 }))),
    );
    const order = orderTogether(7, links);
    const least = Math.min(...permutations([0, 1, 2, 3, 4, 5, 6]).map((all) => costOf(all, links)));
    expect(costOf(order, links)).toBe(least);
  });

  it("orders a thousand in well under a second", () => {
    const links = Array.from({ length: 10_000 }, (_, at) => ({
      ...{ a: (at * 7919) % 1000, b: (at * 104_729 + 13) % 1000 },
      weight: ((at * 31) % 97) / 97,
    }));
    expect(new Set(orderTogether(1000, links)).size).toBe(1000);
  });
});
