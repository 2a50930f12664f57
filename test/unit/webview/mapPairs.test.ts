import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MapTiles } from "../../../model/asking/seenImage.js";
import { valueAt } from "../../../webview/inspector/parts/wall.js";
import { pairedCellsOf } from "../../../webview/inspector/maps/wallCells.js";
import { differenceOf, pairOf } from "../../../webview/state/seeing/mapPairs.js";

/** Maps of two rows and three columns for some channels in any order. */
const tiles = fc
  .record({
    channels: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }),
    largest: fc.float({ min: 0, max: 50, noNaN: true }),
    isSigned: fc.boolean(),
    pixels: fc.uint8Array({ minLength: 48, maxLength: 48 }),
  })
  .map(({ channels, largest, isSigned, pixels }): MapTiles => ({
    ...{ height: 2, width: 3, channels: 10, largest, isSigned },
    maps: channels.map((channel) => ({ channel, mean: channel, largest: channel })),
    pixels: pixels.subarray(0, 6 * channels.length),
  }));

/** What each map of some tiles says, by channel. */
function valuesOf(of: MapTiles): ReadonlyMap<number, readonly number[]> {
  return new Map(
    of.maps.map((map, place) => [
      map.channel,
      [0, 1, 2, 3, 4, 5].map((cell) =>
        valueAt(of, { place }, { row: Math.floor(cell / 3), column: cell % 3 }),
      ),
    ]),
  );
}

const few = { numRuns: 40 };

describe("the maps of two images", () => {
  it("are of the same channels in the order of the first, on one scale, and say what they said", () => {
    fc.assert(
      fc.property(tiles, tiles, (one, other) => {
        const common = one.maps
          .map(({ channel }) => channel)
          .filter((channel) => other.maps.some((map) => map.channel === channel));
        const pair = pairOf(one, other);
        if (common.length === 0) {
          expect(pair).toBeNull();
          return;
        }
        const { first, second } = pair!;
        expect([first.largest, first.isSigned]).toEqual([second.largest, second.isSigned]);
        for (const [side, before] of [
          [first, one],
          [second, other],
        ] as const) {
          expect(side.maps.map(({ channel }) => channel)).toEqual(common);
          const [now, then] = [valuesOf(side), valuesOf(before)];
          for (const channel of common) {
            now.get(channel)!.forEach((value, cell) => {
              // As exact as the levels of gray of the larger scale are.
              const exact = Math.abs(value - then.get(channel)![cell]!);
              expect(exact).toBeLessThanOrEqual((first.largest * 2) / 255 + 1e-6);
            });
          }
        }
      }),
      few,
    );
  });

  it("differ by what the second has more, and nowhere from themselves", () => {
    fc.assert(
      fc.property(tiles, tiles, (one, other) => {
        const pair = pairOf(one, other);
        if (pair === null) return;
        const difference = differenceOf(pair);
        const all = [pair.first, pair.second, difference].map(valuesOf);
        for (const { channel, mean } of difference.maps) {
          const [first, second, apart] = all.map((values) => values.get(channel)!);
          let sum = 0;
          for (let cell = 0; cell < 6; cell++) {
            const exact = second![cell]! - first![cell]!;
            sum += Math.abs(exact);
            expect(Math.abs(apart![cell]! - exact)).toBeLessThanOrEqual(
              difference.largest / 255 + 1e-6,
            );
          }
          expect(mean).toBeCloseTo(sum / 6, 4);
        }
        expect(differenceOf(pair)).toBe(difference);
        expect(differenceOf(pairOf(one, one)!).largest).toBe(0);
      }),
      few,
    );
  });

  it("are none where they have other sizes, and made once of the same two", () => {
    fc.assert(
      fc.property(tiles, tiles, (one, other) => {
        expect(pairOf(one, other)).toBe(pairOf(one, other));
        expect(pairOf(one, { ...other, width: 2 })).toBeNull();
        expect(pairOf({ ...one, height: 1 }, other)).toBeNull();
      }),
      few,
    );
  });

  it("stand on the wall in any order, each cell with both maps of its channel", () => {
    fc.assert(
      fc.property(tiles, tiles, (one, other) => {
        const pair = pairOf(one, other);
        if (pair === null) return;
        const { maps } = differenceOf(pair);
        for (const order of ["strength", "channel", "difference"] as const) {
          const cells = pairedCellsOf(pair, order);
          expect(cells).toHaveLength(pair.first.maps.length);
          for (const { channel, place } of cells) {
            expect(pair.first.maps[place]!.channel).toBe(channel);
            expect(pair.second.maps[place]!.channel).toBe(channel);
          }
        }
        const means = pairedCellsOf(pair, "difference").map(({ place }) => maps[place]!.mean);
        expect(means).toEqual(means.toSorted((a, b) => b - a));
      }),
      few,
    );
  });
});
