import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  layoutScatter,
  pointAt,
  pointsWithin,
  pointToward,
  type Scatter,
} from "../../../webview/layout/scatter.js";

const room = { width: 400, height: 300 };
const all = (): boolean => true;

const places = fc
  .array(
    fc.tuple(
      fc.float({ min: -50, max: 50, noNaN: true }),
      fc.float({ min: -9, max: 9, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((pairs) => Float32Array.from(pairs.flat()));

function scatterOf(...points: readonly (readonly [number, number])[]): Scatter {
  const [x, y] = [0, 1].map((at) => Float32Array.from(points.map((point) => point[at]!)));
  return { count: points.length, x: x!, y: y! };
}

describe("points laid out in a room", () => {
  it("lie within it, as far from each other as they are, but for one scale", () => {
    fc.assert(
      fc.property(places, (of) => {
        const { count, x, y } = layoutScatter(of, room, 10);
        const scales: number[] = [];
        for (let a = 0; a < count; a++) {
          expect(x[a]).toBeGreaterThanOrEqual(9.9);
          expect(x[a]).toBeLessThanOrEqual(390.1);
          expect(y[a]).toBeGreaterThanOrEqual(9.9);
          expect(y[a]).toBeLessThanOrEqual(290.1);
          const gap = Math.hypot(of[2 * a]! - of[0]!, of[2 * a + 1]! - of[1]!);
          if (gap > 1) scales.push(Math.hypot(x[a]! - x[0]!, y[a]! - y[0]!) / gap);
        }
        for (const scale of scales) expect(scale / scales[0]!).toBeCloseTo(1, 2);
      }),
    );
  });

  it("fill it in one direction", () => {
    const { x } = layoutScatter(Float32Array.of(0, 0, 8, 1), room, 10);
    expect([...x]).toEqual([10, 390]);
  });
});

describe("the point at a place", () => {
  const scatter = scatterOf([10, 10], [14, 10], [100, 100]);

  it("is the nearest that is shown, within reach", () => {
    expect(pointAt(scatter, { x: 13, y: 10 }, 14, all)).toBe(1);
    expect(pointAt(scatter, { x: 13, y: 10 }, 14, (point) => point !== 1)).toBe(0);
    expect(pointAt(scatter, { x: 60, y: 60 }, 14, all)).toBeNull();
  });
});

describe("points within an outline", () => {
  it("are those of a rectangle that lie between its sides", () => {
    fc.assert(
      fc.property(places, (of) => {
        const scatter = layoutScatter(of, room, 0);
        const [left, right, top, bottom] = [80.3, 300.7, 60.1, 250.9];
        const outline = [
          { x: left, y: top },
          { x: right, y: top },
          { x: right, y: bottom },
          { x: left, y: bottom },
        ];
        const expected = [...scatter.x.keys()].filter((point) => {
          const [x, y] = [scatter.x[point]!, scatter.y[point]!];
          return x > left && x < right && y > top && y < bottom;
        });
        expect(pointsWithin(scatter, outline)).toEqual(expected);
        expect(pointsWithin(scatter, outline.toReversed())).toEqual(expected);
      }),
    );
  });

  it("are not those in its bay, and none of an outline without an area", () => {
    const scatter = scatterOf([10, 10], [50, 10], [50, 60], [90, 10]);
    const horseshoe = [
      [0, 0],
      [30, 0],
      [30, 50],
      [70, 50],
      [70, 0],
      [100, 0],
      [100, 80],
      [0, 80],
    ].map(([x = 0, y = 0]) => ({ x, y }));
    expect(pointsWithin(scatter, horseshoe)).toEqual([0, 2, 3]);
    expect(pointsWithin(scatter, [])).toEqual([]);
    expect(pointsWithin(scatter, [{ x: 10, y: 10 }])).toEqual([]);
  });
});

describe("a key", () => {
  const scatter = scatterOf([50, 50], [60, 52], [58, 90], [20, 50], [50, 10]);

  it("leads to the next point in its direction that is shown, and nowhere past the last", () => {
    expect(pointToward(scatter, 0, "right", all)).toBe(1);
    expect(pointToward(scatter, 0, "left", all)).toBe(3);
    expect(pointToward(scatter, 0, "up", all)).toBe(4);
    expect(pointToward(scatter, 0, "down", all)).toBe(2);
    expect(pointToward(scatter, 0, "right", (point) => point !== 1)).toBe(0);
    expect(pointToward(scatter, 3, "left", all)).toBe(3);
  });
});
