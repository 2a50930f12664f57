import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendByStep, pointsUpTo, thinned, type Stepped } from "../../../model/run/points.js";

const kept = { most: 12, newest: 4 };

/** Steps as a run measures them: rising, not always at the same distance. */
const rising = fc
  .array(fc.integer({ min: 1, max: 30 }), { maxLength: 120 })
  .map((gaps) => gaps.map((_, place) => gaps.slice(0, place + 1).reduce((sum, gap) => sum + gap)))
  .map((steps) => steps.map((step): Stepped => ({ step })));

/** As a run grows: each point comes to those that are left. */
const grown = (points: readonly Stepped[], from: readonly Stepped[] = []): readonly Stepped[] =>
  points.reduce((before, point) => thinned(appendByStep(before, point), kept), from);

describe("the points of a run that are kept", () => {
  it("are not more than the most, with the first and the newest among them", () => {
    fc.assert(
      fc.property(rising, (points) => {
        const left = grown(points);
        expect(left).toHaveLength(Math.min(points.length, kept.most));
        expect(left[0]).toBe(points[0]);
        expect(left.slice(-kept.newest)).toEqual(points.slice(-kept.newest));
        expect(points).toEqual(expect.arrayContaining([...left]));
      }),
    );
  });

  it("lie evenly over the run before the newest", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 1, max: 50 }),
        (count, every) => {
          const points = Array.from({ length: count }, (_, place) => ({ step: 1 + every * place }));
          const older = grown(points).slice(0, 1 - kept.newest);
          const gaps = older.slice(1).map(({ step }, place) => step - (older[place]?.step ?? 0));
          const even = (every * count) / (kept.most - kept.newest);
          expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(2 * even + every);
        },
      ),
    );
  });

  it("are the same where the run is left and gone on with, or is thinned again", () => {
    fc.assert(
      fc.property(rising, fc.nat(), (points, cut) => {
        const place = points.length === 0 ? 0 : cut % points.length;
        const before = structuredClone(grown(points.slice(0, place)));
        expect(grown(points.slice(place), before)).toEqual(grown(points));
        expect(grown(grown(points))).toEqual(grown(points));
        expect(thinned(points, kept).length).toBeLessThanOrEqual(kept.most);
      }),
    );
  });

  it("come in step order, and none comes twice", () => {
    const [first, second] = [{ step: 3 }, { step: 5 }];
    expect(appendByStep([first, second], { step: 5 })).toEqual([first, second]);
    expect(appendByStep([first, second], { step: 4 })).toEqual([first, second]);
    expect(appendByStep([first], second)).toEqual([first, second]);
  });

  it("up to a step are those of before, and it is the same list where that is all", () => {
    const points = [{ step: 3 }, { step: 5 }, { step: 9 }];
    expect(pointsUpTo(points, 2)).toEqual([]);
    expect(pointsUpTo(points, 5)).toEqual(points.slice(0, 2));
    expect(pointsUpTo(points, 8)).toEqual(points.slice(0, 2));
    expect(pointsUpTo(points, 9)).toBe(points);
  });
});
