import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAnyIdx, readContent } from "../../../model/data/idxFile.js";
import { UserError } from "../../../model/messages/userError.js";
import { encodeIdx } from "./smallSet.js";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "packed-"));
});
afterAll(() => rm(directory, { recursive: true }));

const { signal } = new AbortController();

async function written(stored: Uint8Array): Promise<string> {
  const location = path.join(directory, "images.gz");
  await writeFile(location, stored);
  return location;
}
const readIdx = async (stored: Uint8Array, rank = 3) =>
  readAnyIdx(await written(stored), rank, signal);
const readAny = async (stored: Uint8Array) => readContent(await written(stored), signal);

// Such as no packing makes shorter.
const values = Uint8Array.from({ length: 2000 }, (_, index) => (index * index * 7919) >> 5);
const bytes = encodeIdx([5, 20, 20], values);
const packed = gzipSync(bytes);
const cut = /is damaged\. It is cut short: its gzip data ends too early\./u;

describe("an IDX file of any set", () => {
  it("is the same packed and plain, in any packing and in several members", async () => {
    const plain = await readIdx(bytes);
    expect([plain.dimensions, plain.values]).toEqual([[5, 20, 20], values]);
    const members = Buffer.concat([gzipSync(bytes.subarray(0, 7)), gzipSync(bytes.subarray(7))]);
    for (const other of [packed, gzipSync(bytes, { level: 0 }), members]) {
      const read = await readIdx(other);
      expect([read.dimensions, read.values]).toEqual([plain.dimensions, plain.values]);
      expect(Buffer.compare(read.bytes, bytes)).toBe(0);
    }
  });

  it("may hold nothing", async () => {
    expect((await readIdx(gzipSync(encodeIdx([0, 3, 3], [])))).values).toHaveLength(0);
  });

  it("is said to be cut short wherever it is cut, whatever stands at its end then", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (length) => {
        await expect(readIdx(packed.subarray(0, length))).rejects.toThrow(cut);
      }),
      { numRuns: 60 },
    );
  });

  it("is unpacked no further than its header says", async () => {
    const bomb = gzipSync(Buffer.concat([bytes, Buffer.alloc(50e6)]));
    await expect(readIdx(bomb)).rejects.toThrow(
      /unpacks to more bytes than the 2016 that it should hold/u,
    );
  });

  it("has nothing made ready for what could not be packed in it", async () => {
    const liar = gzipSync(encodeIdx([1000, 1000, 1000], values));
    await expect(readIdx(liar)).rejects.toThrow(cut);
    const giant = gzipSync(encodeIdx([3000, 1000, 1000], values));
    await expect(readIdx(giant)).rejects.toThrow(
      "It has 3000000016 bytes, where 2000000000 are the most.",
    );
  });

  it("is refused where what is packed is none", async () => {
    await expect(readIdx(gzipSync(Buffer.from("text, and more of it")))).rejects.toThrow(
      /IDX bytes have/u,
    );
    await expect(readIdx(gzipSync("text"))).rejects.toThrow(
      /ends inside its header, after 4 of 16 bytes/u,
    );
    await expect(
      readIdx(Buffer.concat([packed.subarray(0, 10), Buffer.alloc(30, 7)])),
    ).rejects.toThrow(/gzip data is broken/u);
    await expect(readIdx(Buffer.concat([packed, Buffer.alloc(1)]))).rejects.toThrow(
      "Bytes that follow the end of its gzip data: 1.",
    );
  });
});

describe("any other packed file", () => {
  it("is read whole", async () => {
    expect(Buffer.compare(await readAny(packed), bytes)).toBe(0);
  });

  it("is said to be cut short where its last bytes are of something else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (length) => {
        const error: unknown = await readAny(packed.subarray(0, length)).catch(
          (fault: unknown) => fault,
        );
        expect(error).toBeInstanceOf(UserError);
        expect(String(error)).not.toMatch(/are the most/u);
      }),
      { numRuns: 60 },
    );
    await expect(readAny(packed.subarray(0, -20))).rejects.toThrow(cut);
  });
});
