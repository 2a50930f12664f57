import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standingApart } from "../../../webview/layout/apart.js";

const marks = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 200 }), width: fc.integer({ min: 1, max: 40 }) }),
  { maxLength: 20 },
);

describe("marks of a row", () => {
  it("stand apart, and what is left out would lie on one that comes before it", () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 0, max: 5 }), (row, gap) => {
        const free = (a: (typeof row)[number], b: (typeof row)[number]): boolean => {
          const [left, right] = a.x <= b.x ? [a, b] : [b, a];
          return right.x - right.width / 2 - (left.x + left.width / 2) >= gap;
        };
        const kept = standingApart(row, gap);
        for (const [place, mark] of row.entries()) {
          const before = row.slice(0, place).filter((other) => kept.includes(other));
          expect(kept.includes(mark)).toBe(before.every((other) => free(mark, other)));
        }
      }),
    );
  });
});
