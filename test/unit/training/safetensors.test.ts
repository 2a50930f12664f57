import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  decodeTensors,
  encodeTensors,
  readTensor,
  type TensorFile,
} from "../../../model/training/safetensors.js";

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
});

describe("one tensor of a file", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "safetensors-"));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
  });
  async function readFrom(bytes: Uint8Array, name: string) {
    const target = path.join(directory, "file.safetensors");
    await writeFile(target, bytes);
    return readTensor(target, name);
  }

  it("is the one that the whole file has", async () => {
    const bytes = encodeTensors(file);
    for (const [name, tensor] of file.tensors) {
      expect(await readFrom(bytes, name)).toEqual({ tensor, metadata: file.metadata });
    }
    expect(await readFrom(bytes, "absent")).toEqual({ tensor: null, metadata: file.metadata });
    expect(await readFrom(bytes, "__metadata__")).toMatchObject({ tensor: null });
  });

  it("is refused where the whole file is, whatever was changed in it", async () => {
    const bytes = encodeTensors(file);
    const accepts = async (read: () => unknown): Promise<boolean> => {
      try {
        await read();
        return true;
      } catch {
        return false;
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(4),
        async (place, byte, cut) => {
          const changed = bytes.slice(0, bytes.length - cut);
          changed[place] = byte;
          expect(await accepts(() => readFrom(changed, "a/bias"))).toBe(
            await accepts(() => decodeTensors(changed)),
          );
        },
      ),
    );
  });

  it("is not looked for in a header of a size that no file has", async () => {
    const bytes = encodeTensors(file);
    new DataView(bytes.buffer).setBigUint64(0, 2n ** 63n, true);
    await expect(readFrom(bytes, "a/bias")).rejects.toThrow("Its header is cut off.");
  });
});
