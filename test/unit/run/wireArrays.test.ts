import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withArrays, withoutArrays } from "../../../model/run/wireArrays.js";

/** As a message crosses between the host and a page. */
function overTheWire(value: unknown): unknown {
  return withArrays(JSON.parse(JSON.stringify(withoutArrays(value))));
}

describe("an answer with arrays of numbers", () => {
  it("arrives as it was sent, wherever in it they are", () => {
    const arrays = fc.oneof(fc.float32Array(), fc.uint8Array(), fc.uint16Array(), fc.int32Array());
    const answers = fc.record({
      ...{ step: fc.nat(), names: fc.array(fc.string()), values: arrays },
      nodes: fc.dictionary(fc.string(), fc.record({ pixels: arrays, none: fc.constant(null) })),
    });
    fc.assert(
      fc.property(answers, (answer) => {
        expect(overTheWire(answer)).toEqual(structuredClone(answer));
      }),
    );
  });

  it("is that part alone which a longer buffer has of it", () => {
    const whole = Float32Array.of(1, 2, 3, 4);
    expect(overTheWire(whole.subarray(1, 3))).toEqual(Float32Array.of(2, 3));
  });

  it.each([
    { $array: "Function", bytes: "" },
    { $array: "Float32Array", bytes: 7 },
    { $array: "Float32Array", bytes: "AAAA" },
    { $array: "toString", bytes: "" },
  ])("is refused where it is none: %j", (value) => {
    expect(() => withArrays([value])).toThrow(Error);
  });
});
