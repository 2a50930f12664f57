import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  rounded,
  type RoundedTensor,
  type StoredTensor,
} from "../../../model/folder/storedTensor.js";
import {
  decodeTensors,
  encodeTensors,
  type TensorFile,
} from "../../../model/folder/safetensors.js";

const file: TensorFile = {
  metadata: { format: "test" },
  tensors: new Map([
    ["a/weight", { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }],
    ["a/bias", { shape: [2], values: Float32Array.of(-1, 0.5) }],
    ["nothing", { shape: [0], values: new Float32Array() }],
  ]),
};

describe("safetensors", () => {
  it("reads what it wrote, from any place in a buffer", () => {
    const bytes = encodeTensors(file);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeTensors(shifted.subarray(3))).toEqual(file);
    expect(decodeTensors(Buffer.from(bytes))).toEqual(file);
  });

  it("has the layout of the format", () => {
    const bytes = encodeTensors(file);
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as object;
    expect(header).toMatchObject({
      __metadata__: { format: "test" },
      "a/weight": { dtype: "F32", shape: [2, 3], data_offsets: [0, 24] },
      "a/bias": { dtype: "F32", shape: [2], data_offsets: [24, 32] },
    });
    expect(new DataView(bytes.buffer).getFloat32(8 + length + 4, true)).toBe(2);
  });

  it("reads numbers of 8 bits as those that are off by half a step at most, zeros as zeros", () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }));
    const tensors = shape.chain(([rows, channels]) =>
      fc
        .array(fc.integer({ min: -10_000, max: 10_000 }), {
          ...{ minLength: rows * channels, maxLength: rows * channels },
        })
        .map((values) => ({
          shape: [rows, channels],
          values: Float32Array.from(values, (value) => value / 64),
        })),
    );
    fc.assert(
      fc.property(tensors, (tensor) => {
        const [, channels] = tensor.shape;
        const others = new Map<string, StoredTensor | RoundedTensor>([
          ...file.tensors,
          ["w", rounded(tensor)],
        ]);
        const { tensors: read } = decodeTensors(encodeTensors({ ...file, tensors: others }));
        expect([...read.keys()].toSorted()).toEqual(["a/bias", "a/weight", "nothing", "w"]);
        const { shape: found, values } = read.get("w")!;
        expect(found).toEqual(tensor.shape);
        for (const [index, value] of values.entries()) {
          const own = tensor.values.filter((_, place) => place % channels! === index % channels!);
          const step = Math.max(...own.map(Math.abs)) / 127;
          const asked = tensor.values[index]!;
          expect(Math.abs(value - asked)).toBeLessThanOrEqual(step * 0.5001);
          if (asked === 0) expect(value).toBe(0);
        }
      }),
    );
  });

  it("refuses a file that was cut off anywhere", () => {
    const bytes = encodeTensors(file);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(() => decodeTensors(bytes.subarray(0, length))).toThrow();
      }),
    );
  });

  it("refuses shapes that do not match their bytes", () => {
    const text = new TextDecoder("latin1").decode(encodeTensors(file)).replace("[2,3]", "[2,9]");
    expect(() => decodeTensors(Buffer.from(text, "latin1"))).toThrow(/a\/weight/);
  });

  it("refuses a header of a size that no file has", () => {
    const bytes = encodeTensors(file);
    new DataView(bytes.buffer).setBigUint64(0, 2n ** 63n, true);
    expect(() => decodeTensors(bytes)).toThrow("Its header is cut off.");
  });

  it.each([
    ["a name twice", '{"a":1,"a":1}', "Its header has a name twice."],
    ["a name twice inside", `{"a":${entry("[2]", 0, 8, '"dtype":"F32",')}}`, "has a name twice."],
    ["no object", "[]", "Its header lists no tensors."],
    ["no JSON", "{", "Its header is damaged: it is no JSON."],
    [
      "another type",
      `{"a":${entry("[4]", 0, 8).replace("F32", "F16")}}`,
      "where the tensor a lies.",
    ],
    ["texts for numbers", `{"a":${entry('["2"]', 0, 8)}}`, "where the tensor a lies."],
    ["a list for an entry", '{"a":[]}', "where the tensor a lies."],
    ["numbers as metadata", '{"__metadata__":{"a":1}}', "is no list of texts."],
    ["an overlap", `{"a":${entry("[2]", 0, 8)},"b":${entry("[1]", 4, 8)}}`, "b overlaps the one"],
    ["the same place twice", `{"a":${entry("[2]", 0, 8)},"b":${entry("[2]", 0, 8)}}`, "overlaps"],
    ["a gap", `{"a":${entry("[1]", 4, 8)}}`, "There is a gap before its tensor a."],
    ["a gap at the end", `{"a":${entry("[1]", 0, 4)}}`, "Its length does not match its header."],
    [
      "numbers of 8 bits without their steps",
      `{"a":${entry("[4,2]", 0, 8).replace("F32", "I8")}}`,
      "Its tensor a does not say how large its steps are.",
    ],
    [
      "more lists in lists than calls may be",
      `{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
      "lies.",
    ],
    ["a text of millions", `{"a":"${"x".repeat(9e6)}"}`, "where the tensor a lies."],
    ["a colon in a name", String.raw`{"a:\":":1,"a:\":":2}`, "Its header has a name twice."],
    ["an odd name", String.raw`{"\u001b[2J":[]}`, "where the tensor ?"],
  ])("refuses %s", (_what, header, message) => {
    expect(() => decodeTensors(withHeader(header, 8))).toThrow(message);
  });

  it("refuses a header that is no text", () => {
    const bytes = withHeader('{"a":1}', 8);
    bytes[10] = 0xff;
    expect(() => decodeTensors(bytes)).toThrow("Its header is no text.");
  });
});

function entry(shape: string, from: number, to: number, before = ""): string {
  return `{${before}"dtype":"F32","shape":${shape},"data_offsets":[${from},${to}]}`;
}

function withHeader(header: string, dataLength: number): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(new TextEncoder().encode(header), 8);
  return bytes;
}
