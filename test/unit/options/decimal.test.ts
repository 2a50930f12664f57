import fc from "fast-check";
import { expect, it } from "vitest";
import { decimalIn } from "../../../model/options/decimal.js";

it("reads what a person writes in digits", () => {
  const texts = ["7", "-0.5", "+3", " 12 ", "1e-3", "1E3", ".5", "5.", "0", "0e9"];
  expect(texts.map(decimalIn)).toEqual([7, -0.5, 3, 12, 0.001, 1000, 0.5, 5, 0, 0]);
});

it("reads any number as JavaScript writes it", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(decimalIn(String(number))).toBe(number === 0 ? 0 : number);
    }),
  );
});

it.each([
  "",
  " ",
  "0x10",
  "0b1",
  "1_000",
  "1,5",
  "Infinity",
  "NaN",
  "1e999",
  "-1e999",
  "1e-400",
  "two",
  "1 2",
])("reads no number in %j", (text) => {
  expect(decimalIn(text)).toBeNull();
});
