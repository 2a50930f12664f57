import { signal } from "@preact/signals-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  begun,
  canUndo,
  cleared,
  drawingSide,
  emptyDrawing,
  extended,
  undone,
  type Drawing,
} from "../../../webview/state/seeing/drawing.js";
import { DrawingPad } from "../../../webview/state/seeing/drawingPad.js";
import { inksFor, isInk } from "../../../webview/state/seeing/inks.js";
import { newestWhenReady } from "../../../webview/state/seeing/newestWhenReady.js";
import { parseViewState } from "../../../webview/state/viewState.js";
import { ViewStore } from "../../../webview/state/viewStore.js";

const pen = { ink: "black", width: 70 } as const;
const spot = fc.record({
  x: fc.integer({ min: -200, max: 1200 }),
  y: fc.integer({ min: -200, max: 1200 }),
});

/** Any drawing that hands make, and the drawings before each of its changes. */
const drawn = fc
  .array(fc.oneof(fc.constant("clear" as const), fc.array(spot, { minLength: 1, maxLength: 6 })))
  .map((acts) => {
    const past: Drawing[] = [];
    let drawing = emptyDrawing;
    for (const act of acts) {
      const before = drawing;
      if (act === "clear") drawing = cleared(drawing);
      else {
        drawing = begun(drawing, pen, act[0]!);
        for (const to of act.slice(1)) drawing = extended(drawing, to);
      }
      if (drawing !== before) past.push(before);
    }
    return { drawing, past };
  });

describe("a drawing", () => {
  it("stays on its paper, wherever the hand goes", () => {
    fc.assert(
      fc.property(drawn, ({ drawing }) => {
        for (const { x, y } of drawing.strokes.flatMap(({ spots }) => spots)) {
          expect([x, y].every((side) => Number.isInteger(side))).toBe(true);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x, y)).toBeLessThanOrEqual(drawingSide);
        }
      }),
    );
  });

  it("goes back change by change, over a clearing too", () => {
    fc.assert(
      fc.property(drawn, ({ drawing, past }) => {
        let left = drawing;
        for (const before of past.toReversed()) {
          expect(canUndo(left)).toBe(true);
          left = undone(left);
          expect(left.strokes).toEqual(before.strokes);
        }
        expect(canUndo(left)).toBe(false);
        expect(undone(left).strokes).toEqual([]);
      }),
    );
  });

  it("takes no spot that cannot be told from the last", () => {
    const dot = begun(emptyDrawing, pen, { x: 500, y: 500 });
    expect(extended(dot, { x: 501.4, y: 500 })).toBe(dot);
    expect(extended(dot, { x: 510, y: 500 }).strokes[0]!.spots).toHaveLength(2);
    expect(extended(emptyDrawing, { x: 1, y: 1 })).toBe(emptyDrawing);
  });

  it("is kept over a reload once a stroke is done, and goes away stroke by stroke", () => {
    const view = new ViewStore({});
    const pad = new DrawingPad(view);
    pad.begin({ x: 100, y: 100 });
    pad.extend({ x: 300, y: 100 });
    expect(view.state.value.strokes).toEqual([]);
    pad.lift();
    pad.begin({ x: 5, y: 5 });
    pad.lift();
    // A stroke that is taken back before the pen is lifted.
    pad.begin({ x: 700, y: 700 });
    pad.undo();
    pad.extend({ x: 900, y: 900 });
    expect([pad.isDown, pad.drawing.value.strokes.length]).toEqual([false, 2]);
    const kept: unknown = JSON.parse(JSON.stringify(view.state.value));
    const again = new DrawingPad(new ViewStore(parseViewState(kept)));
    expect(again.drawing.value.strokes).toEqual(pad.drawing.value.strokes);
    again.undo();
    expect(again.drawing.value.strokes).toEqual(pad.drawing.value.strokes.slice(0, 1));
  });

  it("is not kept where it is too long, nor read where it is none", () => {
    const view = new ViewStore({});
    const pad = new DrawingPad(view);
    pad.begin({ x: 0, y: 0 });
    for (let place = 0; place < 2000; place++) pad.extend({ x: 100 * (place % 2), y: place / 2 });
    pad.lift();
    expect(view.strokes.value).toHaveLength(1);
    expect(view.state.value.strokes).toEqual([]);
    const whole = { ink: "red", width: 10, spots: [{ x: 1, y: 2 }] };
    for (const odd of [
      { ...whole, ink: "invisible" },
      { ...whole, width: -1 },
      { ...whole, spots: [{ x: 1, y: 1001 }] },
      { ...whole, spots: "1" },
      7,
    ]) {
      expect(parseViewState({ strokes: [whole, odd] }).strokes).toBeUndefined();
    }
    expect(parseViewState({ strokes: [whole] }).strokes).toEqual([whole]);
  });
});

describe("the inks", () => {
  it("are in color where the network tells colors apart, and end with the eraser", () => {
    expect(inksFor(1).map(({ id }) => id)).toEqual(["black", "gray", "paper"]);
    for (const channels of [1, 3]) {
      const inks = inksFor(channels);
      expect(inks.at(-1)!.id).toBe("paper");
      expect(new Set(inks.map(({ color }) => color)).size).toBe(inks.length);
      expect(inks.every(({ id, color }) => isInk(id) && /^#[\da-f]{6}$/u.test(color))).toBe(true);
    }
    expect(inksFor(3).length).toBeGreaterThan(inksFor(1).length);
  });
});

describe("work that follows a hand", () => {
  it("is done one at a time, once for all that was asked meanwhile, and only when it can be", async () => {
    const isReady = signal(false);
    let [times, finish]: [number, () => void] = [0, () => undefined];
    const work = newestWhenReady(
      () => isReady.value,
      () => {
        times += 1;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    );
    const done = async (): Promise<void> => {
      finish();
      await Promise.resolve();
      await Promise.resolve();
    };
    for (let time = 0; time < 5; time++) work.ask();
    expect(times).toBe(0);
    isReady.value = true;
    expect(times).toBe(1);
    for (let time = 0; time < 5; time++) work.ask();
    expect(times).toBe(1);
    await done();
    expect(times).toBe(2);
    await done();
    expect(times).toBe(2);
    work.ask();
    work.ask();
    work.end();
    await done();
    expect(times).toBe(3);
  });
});
