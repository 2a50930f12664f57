import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planArena } from "../../../model/engine/wasm/plan/arena.js";
import type { Slot, Step } from "../../../model/engine/wasm/plan/step.js";

const slots: fc.Arbitrary<readonly Slot[]> = fc.array(
  fc.record({ bytesPerExample: fc.nat(2000), fixedBytes: fc.nat(500) }),
  { minLength: 1, maxLength: 12 },
);

/** Steps that each name some of the slots. */
const programs = slots.chain((all) =>
  fc.record({
    slots: fc.constant(all),
    steps: fc.array(
      fc.subarray([...all], { minLength: 1 }).map((used): Step => ({
        kernel: "clearMaps",
        args: used.slice(1).map((slot) => ({ slot, offset: 0 })),
        reached: used.slice(0, 1).map((slot) => ({ slot, offset: 0 })),
      })),
      { minLength: 1, maxLength: 10 },
    ),
  }),
);

function slotsOf({ args, reached = [] }: Step): readonly Slot[] {
  return [...args, ...reached].flatMap((place) =>
    typeof place === "object" && "slot" in place ? [place.slot] : [],
  );
}

describe("the arena", () => {
  it("never lets two slots that are alive together overlap", () => {
    fc.assert(
      fc.property(programs, fc.integer({ min: 1, max: 16 }), ({ slots: all, steps }, examples) => {
        const { offsets, bytes } = planArena(steps, { fed: [], kept: [] }, examples);
        const spans = all.flatMap((slot) => {
          const uses = steps.flatMap((step, index) =>
            slotsOf(step).includes(slot) ? [index] : [],
          );
          const begin = offsets.get(slot);
          if (begin === undefined) return [];
          const end = begin + slot.fixedBytes + slot.bytesPerExample * examples;
          return [{ begin, end, first: Math.min(...uses), last: Math.max(...uses) }];
        });
        for (const [index, a] of spans.entries()) {
          expect(a.end).toBeLessThanOrEqual(bytes);
          for (const b of spans.slice(index + 1)) {
            const together = a.first <= b.last && b.first <= a.last;
            if (together) expect(a.end <= b.begin || b.end <= a.begin).toBe(true);
          }
        }
      }),
    );
  });

  it("gives the place of what is done with to what comes later", () => {
    const [a, b] = [0, 1].map((): Slot => ({ bytesPerExample: 640, fixedBytes: 0 }));
    const use = (slot: Slot): Step => ({ kernel: "clearMaps", args: [{ slot, offset: 0 }] });
    const bytesWhere = (fed: readonly Slot[], kept: readonly Slot[]): number =>
      planArena([use(a!), use(b!)], { fed, kept }, 2).bytes;
    expect(bytesWhere([], [])).toBe(1280);
    expect(bytesWhere([b!], [])).toBe(2560);
    expect(bytesWhere([], [a!])).toBe(2560);
    expect(bytesWhere([a!], [b!])).toBe(1280);
  });
});
