import { describe, expect, it } from "vitest";
import type { MapTiles } from "../../../model/asking/seenImage.js";
import { cellOf, chosenMap, valueAt, wallOf } from "../../../webview/inspector/parts/wall.js";
import { columnsOf, stepFrom } from "../../../webview/inspector/parts/wallKeys.js";

const map = (channel: number, mean: number) => ({ channel, mean, largest: 2 * mean });
/** Two maps of two places. */
const tiles: MapTiles = {
  ...{ height: 1, width: 2, channels: 3, largest: 4, isSigned: false },
  maps: [map(2, 1), map(0, 0.5), map(1, 0)],
  pixels: Uint8Array.of(0, 255, 51, 0, 0, 0),
};
const signed: MapTiles = { ...tiles, isSigned: true };

describe("a wall of feature maps", () => {
  it("has the strongest first, or its channels in order, each with its own pixels", () => {
    const shown = (order: "strength" | "channel") =>
      wallOf(tiles, order).map(({ channel, place }) => [channel, place]);
    expect(shown("strength")).toEqual([
      [2, 0],
      [0, 1],
      [1, 2],
    ]);
    expect(shown("channel")).toEqual([
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
  });

  it("shows the chosen channel large, or the strongest where there is no such", () => {
    expect(chosenMap(tiles, { map: 0 })).toMatchObject({ channel: 0, place: 1 });
    expect(chosenMap(tiles, { map: 99 })).toMatchObject({ channel: 2, place: 0 });
    expect(chosenMap(tiles, { map: null })).toMatchObject({ channel: 2, place: 0 });
    expect(chosenMap({ ...tiles, maps: [] }, { map: null })).toBeUndefined();
  });

  it("reads out values on the scale of the node", () => {
    const [first, second] = wallOf(tiles, "strength");
    expect(valueAt(tiles, first!, { row: 0, column: 1 })).toBe(4);
    expect(valueAt(tiles, second!, { row: 0, column: 0 })).toBeCloseTo(0.8);
    expect(valueAt(signed, first!, { row: 0, column: 0 })).toBe(-4);
    expect(valueAt(signed, first!, { row: 0, column: 1 })).toBe(4);
  });

  it("reads out the strongest value where no place was chosen, and the nearest that there is", () => {
    const [first] = wallOf(tiles, "strength");
    expect(cellOf(tiles, first!, null)).toEqual({ row: 0, column: 1 });
    expect(cellOf(tiles, first!, { row: 9, column: 0 })).toEqual({ row: 0, column: 0 });
    expect(cellOf(tiles, first!, { row: 0, column: 9 })).toEqual({ row: 0, column: 1 });
  });

  it("is walked in lines and rows, and not left", () => {
    expect(columnsOf([10, 10, 10, 60, 60])).toBe(3);
    expect(columnsOf([10, 10])).toBe(2);
    const grid = { columns: 3, count: 5 };
    expect(stepFrom("ArrowRight", 2, grid)).toBe(3);
    expect(stepFrom("ArrowDown", 1, grid)).toBe(4);
    expect(stepFrom("ArrowUp", 4, grid)).toBe(1);
    expect(stepFrom("Home", 4, grid)).toBe(0);
    expect(stepFrom("End", 1, grid)).toBe(4);
    for (const [key, place] of [
      ["ArrowLeft", 0],
      ["ArrowRight", 4],
      ["ArrowDown", 2],
      ["ArrowUp", 1],
      ["a", 1],
    ] as const) {
      expect(stepFrom(key, place, grid), key).toBeUndefined();
    }
  });
});
