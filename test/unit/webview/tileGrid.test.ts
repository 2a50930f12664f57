import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  layoutTiles,
  tileAfterKey,
  tileAt,
  tilesInSight,
} from "../../../webview/layout/tileGrid.js";

const tile = { width: 96, height: 112 };

const grids = fc.record({
  count: fc.nat(12_000),
  room: fc.integer({ min: 0, max: 1200 }),
  height: fc.integer({ min: 100, max: 1000 }),
});

describe("tiles in rows", () => {
  it("fill their place without leaving it", () => {
    fc.assert(
      fc.property(grids, ({ count, room }) => {
        const grid = layoutTiles(count, room, tile);
        expect(grid.columns * grid.tileWidth).toBeLessThanOrEqual(room);
        if (count > 0) {
          const last = tileAt(grid, count - 1);
          expect(last.y + tile.height).toBe(grid.height);
        }
      }),
    );
  });

  it("are in sight wherever they are scrolled to, and hardly more of them", () => {
    fc.assert(
      fc.property(grids, fc.nat(12_000), ({ count, room, height }, number) => {
        const grid = layoutTiles(count, room, tile);
        const place = count === 0 ? 0 : number % count;
        const { y } = tileAt(grid, place);
        const { first, end } = tilesInSight(grid, height, y);
        if (count > 0) expect(place >= first && place < end).toBe(true);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - first).toBeLessThanOrEqual((height / tile.height + 4) * grid.columns);
      }),
    );
  });

  it("are walked with keys, and not left", () => {
    const grid = layoutTiles(10, 4 * 96, tile);
    expect(tileAfterKey("ArrowDown", 1, grid)).toBe(5);
    expect(tileAfterKey("ArrowUp", 1, grid)).toBe(0);
    expect(tileAfterKey("ArrowLeft", 5, grid)).toBe(4);
    expect(tileAfterKey("End", 5, grid)).toBe(9);
    expect(tileAfterKey("PageUp", 9, grid)).toBe(0);
    expect(tileAfterKey("Enter", 5, grid)).toBeNull();
    expect(tileAfterKey("Home", 0, layoutTiles(0, 400, tile))).toBeNull();
  });
});
