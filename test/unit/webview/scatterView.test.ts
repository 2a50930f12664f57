import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scatter } from "../../../webview/layout/scatter.js";
import {
  isInSight,
  seenScatter,
  viewMoved,
  viewNearer,
  viewShowing,
  wholeView,
  type ScatterView,
} from "../../../webview/layout/scatterView.js";

const room = { width: 400, height: 300 };
const place = fc.record({
  x: fc.float({ min: 0, max: 400, noNaN: true }),
  y: fc.float({ min: 0, max: 300, noNaN: true }),
});
const factor = fc.double({ min: 0.2, max: 5, noNaN: true });
/** As a person comes to it: nearer and back, and moved. */
const view = fc
  .array(fc.tuple(factor, place, place), { maxLength: 5 })
  .map((acts) =>
    acts.reduce(
      (before, [by, at, moved]) => viewMoved(viewNearer(before, by, at, room), moved, room),
      wholeView,
    ),
  );

function seenOf(points: readonly { readonly x: number; readonly y: number }[], of: ScatterView) {
  const whole: Scatter = {
    count: points.length,
    x: Float32Array.from(points, ({ x }) => x),
    y: Float32Array.from(points, ({ y }) => y),
  };
  const { x, y } = seenScatter(whole, of, room);
  return points.map((_, at) => ({ x: x[at]!, y: y[at]! }));
}

describe("a picture of points that one goes nearer to", () => {
  it("never shows what is beyond it, however it is moved", () => {
    fc.assert(
      fc.property(view, (of) => {
        const [first, last] = seenOf(
          [
            { x: 0, y: 0 },
            { x: room.width, y: room.height },
          ],
          of,
        );
        expect(first!.x).toBeLessThan(0.01);
        expect(first!.y).toBeLessThan(0.01);
        expect(last!.x).toBeGreaterThan(room.width - 0.01);
        expect(last!.y).toBeGreaterThan(room.height - 0.01);
        expect((last!.x - first!.x) / room.width).toBeCloseTo(of.scale, 2);
      }),
    );
  });

  it("keeps what is under the pointer where it is, unless it would end there", () => {
    fc.assert(
      fc.property(place, fc.double({ min: 1, max: 40, noNaN: true }), (at, by) => {
        const [seen] = seenOf([at], viewNearer(wholeView, by, at, room));
        expect(seen!.x).toBeCloseTo(at.x, 1);
        expect(seen!.y).toBeCloseTo(at.y, 1);
      }),
    );
    const back = viewNearer(
      viewNearer(wholeView, 3, { x: 9, y: 9 }, room),
      0.01,
      { x: 390, y: 10 },
      room,
    );
    expect(back).toEqual(wholeView);
  });

  it("is moved by as much as a hand, where there is more of it", () => {
    const near = viewNearer(wholeView, 4, { x: 200, y: 150 }, room);
    const [before, after] = [near, viewMoved(near, { x: 30, y: -20 }, room)].map(
      (of) => seenOf([{ x: 190, y: 160 }], of)[0]!,
    );
    expect(after!.x - before!.x).toBeCloseTo(30, 2);
    expect(after!.y - before!.y).toBeCloseTo(-20, 2);
    expect(viewMoved(wholeView, { x: 30, y: 30 }, room)).toEqual(wholeView);
  });

  it("follows a point until it is in sight, and stays where it is", () => {
    fc.assert(
      fc.property(view, place, (of, point) => {
        const [seen] = seenOf([point], of);
        const shown = viewShowing(of, seen!, room, 10);
        const [now] = seenOf([point], shown);
        // As far as numbers of 32 bits go.
        const inside = { x: now!.x + 0.01, y: now!.y + 0.01 };
        expect(isInSight(inside, { width: 400.02, height: 300.02 })).toBe(true);
        expect(viewShowing(of, { x: 200, y: 150 }, room, 10)).toBe(of);
      }),
    );
  });
});
