import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  layoutMatrix,
  mostNumbered,
  placeAfterKey,
  scrolledTo,
  sightOf,
} from "../../../webview/layout/matrixLayout.js";

const matrices = fc.record({
  count: fc.integer({ min: 1, max: 1000 }),
  room: fc.integer({ min: 220, max: 1600 }),
  names: fc.integer({ min: 5, max: 300 }),
  height: fc.integer({ min: 240, max: 1000 }),
});

describe("a matrix with its names", () => {
  it("leaves two thirds of its place to the cells, and numbers where they have room", () => {
    fc.assert(
      fc.property(matrices, ({ count, room, names }) => {
        const layout = layoutMatrix(count, room, names);
        expect(layout.left).toBeLessThanOrEqual(Math.ceil(room * 0.3));
        expect(layout.hasNumbers).toBe(count <= mostNumbered);
        // "1,000" at 11 pixels.
        if (layout.hasNumbers) expect(layout.cellWidth).toBeGreaterThanOrEqual(34);
        expect(layout.isUpright || names < layout.cellWidth).toBe(true);
      }),
    );
  });

  it("is not wider than its place where ten classes have room", () => {
    for (const room of [480, 640, 900]) {
      expect(layoutMatrix(10, room, 60).width).toBeLessThanOrEqual(room);
    }
  });

  it("shows each row and column at one place of the scroll bars", () => {
    fc.assert(
      fc.property(matrices, fc.nat(1_000_000), ({ count, room, names, height }, number) => {
        const layout = layoutMatrix(count, room, names);
        const window = { width: room, height };
        const place = { row: number % count, column: (number * 7) % count };
        const scrolled = scrolledTo(layout, window, { x: 0, y: 0 }, place);
        const { rows, columns } = sightOf(layout, window, scrolled);
        expect(rows.first).toBeLessThanOrEqual(place.row);
        expect(rows.end).toBeGreaterThan(place.row);
        expect(columns.first).toBeLessThanOrEqual(place.column);
        expect(columns.end).toBeGreaterThan(place.column);
        // However many classes there are.
        expect((rows.end - rows.first) * layout.cellHeight).toBeLessThan(height + 40);
      }),
    );
  });

  it("shows its last row as a whole when it is scrolled to its end", () => {
    fc.assert(
      fc.property(matrices, ({ count, room, names, height }) => {
        const layout = layoutMatrix(count, room, names);
        const end = { x: layout.width - room, y: layout.height - height };
        const { rows } = sightOf(layout, { width: room, height }, end);
        const seen = Math.floor((height - layout.top) / layout.cellHeight);
        expect(rows.first).toBe(Math.max(0, count - Math.max(0, seen)));
      }),
    );
  });

  it("is not scrolled for a cell that is seen", () => {
    const layout = layoutMatrix(100, 640, 60);
    const scrolled = { x: 140, y: 280 };
    const window = { width: 640, height: 480 };
    const place = { row: 22, column: 12 };
    expect(scrolledTo(layout, window, scrolled, place)).toEqual(scrolled);
  });

  it("is walked with keys, and not left", () => {
    const at = { row: 0, column: 5 };
    expect(placeAfterKey("ArrowUp", at, 10)).toEqual(at);
    expect(placeAfterKey("ArrowDown", at, 10)).toEqual({ row: 1, column: 5 });
    expect(placeAfterKey("Home", at, 10)).toEqual({ row: 0, column: 0 });
    expect(placeAfterKey("End", at, 10)).toEqual({ row: 0, column: 9 });
    expect(placeAfterKey("PageDown", at, 8)).toEqual({ row: 7, column: 5 });
    expect(placeAfterKey("a", at, 10)).toBeNull();
  });
});
