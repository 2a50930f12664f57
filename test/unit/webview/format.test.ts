import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fillUp,
  formatCompact,
  formatCount,
  formatMeasured,
  formatShare,
  formatWholeShare,
  pointsApart,
} from "../../../webview/words/format.js";
import { withPlainSpaces } from "../../../webview/words/unbroken.js";

describe("numbers as they are written", () => {
  it.each([
    [221_376, "221.4 K"],
    [999, "999"],
    [999_949, "999.9 K"],
    [999_950, "1.0 M"],
    [276_070_000, "276.1 M"],
    [2_500_000_000, "2.5 G"],
  ])("compact %d", (value, text) => {
    expect(withPlainSpaces(formatCompact(value))).toBe(text);
  });

  it.each([
    [0.2139, "0.214"],
    [0.0018, "1.8e−3"],
    [-0.000069, "−6.9e−5"],
    [-0.25, "−0.250"],
    [1.234, "1.23"],
    [12.34, "12.3"],
    [123.4, "123"],
    [54_321, "5.4e4"],
    [0, "0"],
    [null, "–"],
    [undefined, "–"],
    [Number.NaN, "–"],
    [Infinity, "–"],
  ])("measured %s", (value, text) => {
    expect(formatMeasured(value)).toBe(text);
  });

  it.each([
    [0.0312, "3.1 %"],
    [1, "100 %"],
    [0.9994, "99.9 %"],
    [null, "–"],
  ])("share %s", (value, text) => {
    expect(withPlainSpaces(formatShare(value))).toBe(text);
  });

  it("rounds to whole percent, and to 100 only what it writes so with a digit more", () => {
    const shares = [0, 0.004, 0.5049, 0.869, 0.994, 0.9967, 0.9994, 0.9995, 1];
    expect(shares.map((share) => withPlainSpaces(formatWholeShare(share)))).toEqual(
      ["0 %", "0 %", "50 %", "87 %", "99 %", "99 %", "99 %", "100 %", "100 %"], // prettier-ignore
    );
  });

  it.each([
    ["0.123", "0.123\u2007"],
    ["1.8e−3", "1.8e−3"],
    ["12", "12\u2008\u2007\u2007\u2007"],
    ["12.345678", "12.345678"],
  ])("fill up %s to five signs and a point", (text, filled) => {
    expect(fillUp(text, 5)).toBe(filled);
  });

  it("counts read back as themselves", () => {
    fc.assert(
      fc.property(fc.nat(), (value) => Number(formatCount(value).replaceAll(",", "")) === value),
    );
  });

  it("measured numbers take at most six signs", () => {
    const number = fc.double({ min: 1e-99, max: 1e99, noNaN: true });
    fc.assert(fc.property(number, (value) => formatMeasured(value).length <= 7));
  });
});

it("shares apart are told in points with their sign, and those that round to none without one", () => {
  expect([0.123, -0.187, 0.0004, -0.0004, 0].map(pointsApart)).toEqual([
    "+12.3",
    "−18.7",
    "0",
    "0",
    "0",
  ]);
});
