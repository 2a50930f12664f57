import fc from "fast-check";
import { expect, it } from "vitest";
import { Parts } from "../../../model/asking/parts.js";

const machines = fc.record({
  most: fc.integer({ min: 1, max: 512 }),
  /** Of an image: from a fast machine to one where an image takes as long as a part may. */
  each: fc.double({ min: 0.1, max: 1000, noNaN: true }),
});

it("comes to parts of one to two seconds, or to all at once, on any machine", () => {
  fc.assert(
    fc.property(machines, ({ most, each }) => {
      const parts = new Parts(most);
      const told: number[] = [];
      for (let part = 0; part < 20; part++) {
        const { size } = parts;
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(most);
        told.push(size * each);
        parts.took(size * each);
      }
      // What comes first says how fast it is.
      expect(told[0]).toBeLessThanOrEqual(4 * each);
      const last = told.at(-1)!;
      expect(last).toBeLessThanOrEqual(Math.max(2500, each));
      if (parts.size < most) expect(last).toBeGreaterThanOrEqual(1000);
    }),
  );
});
