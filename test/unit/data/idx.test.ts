import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeIdx } from "../../../model/data/idx.js";
import { UserError } from "../../../model/messages/userError.js";
import { encodeIdx } from "./smallSet.js";

const whole = encodeIdx(
  [2, 3, 2],
  Array.from({ length: 12 }, (_, index) => index),
);

function withBytes(changes: Readonly<Record<number, number>>): Uint8Array {
  const bytes = Uint8Array.from(whole);
  for (const [index, value] of Object.entries(changes)) bytes[Number(index)] = value;
  return bytes;
}

describe("decodeIdx", () => {
  it("reads dimensions and values of any array it is given", () => {
    const shape = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.nat(255)), (dimensions, stream) => {
        const count = dimensions.reduce((product, size) => product * size, 1);
        const values = [...stream.take(count)];
        const array = decodeIdx(encodeIdx(dimensions, values), dimensions.length, "f");
        expect(array.dimensions).toEqual(dimensions);
        expect([...array.values]).toEqual(values);
      }),
    );
  });

  it("refuses every truncation and every extension", () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(() => decodeIdx(whole.subarray(0, length), 3, "f")).toThrow(UserError);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), (extra) => {
        expect(() => decodeIdx(Buffer.concat([whole, extra]), 3, "f")).toThrow(/trailing bytes/u);
      }),
    );
  });

  it.each([
    ["a cut header", whole.subarray(0, 9), /ends inside its header, after 9 of 16 bytes/u],
    ["an empty file", new Uint8Array(), /after 0 of 16 bytes/u],
    [
      "cut values",
      whole.subarray(0, 20),
      /cut short: 20 bytes, where dimensions of 2×3×2 take 28/u,
    ],
    ["another type", withBytes({ 2: 0x0d }), /begins with 0x00000d03 .* have 0x00000803/u],
    ["another rank", withBytes({ 3: 1 }), /begins with 0x00000801/u],
    ["a greater dimension", withBytes({ 7: 3 }), /cut short/u],
    ["a huge dimension", withBytes({ 4: 255 }), /cut short/u],
    [
      "dimensions whose product no number holds",
      withBytes({ 4: 255, 8: 255, 12: 255 }),
      /dimensions of 4278190082×4278190083×4278190082, for which no file is long enough\./u,
    ],
    ["a smaller dimension", withBytes({ 7: 1 }), /trailing bytes/u],
  ])("says what is wrong with %s", (_, bytes, expected) => {
    expect(() => decodeIdx(bytes, 3, "the-file")).toThrow(expected);
    expect(() => decodeIdx(bytes, 3, "the-file")).toThrow(/the-file is damaged/u);
  });

  it("copies where a slice is taken", () => {
    const { values } = decodeIdx(Buffer.from(whole), 3, "f");
    values.slice(0, 1).fill(99);
    expect(values[0]).toBe(0);
  });
});
