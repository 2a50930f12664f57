import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPicture, isGray, toGray } from "../../../model/images/fitPicture.js";
import type { Picture } from "../../../model/images/picture.js";

/** Gray values in rows. */
function grayPicture(rows: readonly (readonly number[])[], alpha = 255): Picture {
  const values = rows.flat();
  const rgba = Uint8Array.from(values.flatMap((value) => [value, value, value, alpha]));
  return { width: rows[0]?.length ?? 0, height: rows.length, rgba };
}

const fitted = (rows: readonly (readonly number[])[], height: number, width: number) => [
  ...toGray(fitPicture(grayPicture(rows), height, width)),
];

describe("a picture at a network's input size", () => {
  it("is itself where it has that size", () => {
    expect(fitted([[1, 2], [3, 4], [5, 6]], 3, 2)).toEqual([1, 2, 3, 4, 5, 6]); // prettier-ignore
  });

  it("loses the ends of its longer side, as many at each", () => {
    expect(fitted([[9, 1, 2, 9], [9, 3, 4, 9]], 2, 2)).toEqual([1, 2, 3, 4]); // prettier-ignore
    expect(fitted([[9, 9], [1, 2], [3, 4], [9, 9]], 2, 2)).toEqual([1, 2, 3, 4]); // prettier-ignore
  });

  it("is the mean of an area where it shrinks, each pixel weighted by a triangle", () => {
    // Of four to two: 3, 3 and 1 of 7, the nearest first, as in antialiased bilinear scaling.
    expect(fitted([[0, 0, 0, 0], [70, 70, 70, 70], [140, 140, 140, 140], [210, 210, 210, 210]], 2, 2)).toEqual([50, 50, 160, 160]); // prettier-ignore
  });

  it("is between its pixels where it grows, which lie at the centers", () => {
    expect(fitted([[0, 100], [0, 100]], 4, 4).slice(0, 4)).toEqual([0, 25, 75, 100]); // prettier-ignore
  });

  it("lies on white where it is transparent", () => {
    const half = grayPicture([[55]], 51);
    expect([...fitPicture(half, 1, 1)]).toEqual([215, 215, 215]);
  });

  it("of one color is of that color at every size", () => {
    const side = fc.integer({ min: 1, max: 40 });
    const value = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(side, side, side, side), value, ([height, width, high, wide], color) => {
        const rows = Array.from({ length: height }, () =>
          Array.from({ length: width }, () => color),
        );
        const pixels = fitPicture(grayPicture(rows), high, wide);
        expect(pixels).toHaveLength(high * wide * 3);
        expect(isGray(pixels)).toBe(true);
        expect(pixels.every((each) => each === color)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
