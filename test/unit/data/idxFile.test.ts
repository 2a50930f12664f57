import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readIdxFile } from "../../../model/data/idxFile.js";
import { UserError } from "../../../model/messages/userError.js";
import { describeFile, encodeIdx } from "./smallSet.js";

const bytes = encodeIdx(
  [4, 2, 2],
  Array.from({ length: 16 }, (_, index) => index * 3),
);
const packed = gzipSync(bytes);
const file = describeFile("images", [4, 2, 2], bytes);
const { signal } = new AbortController();
let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "googlenet-idx-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function readStored(stored: Uint8Array) {
  const location = path.join(directory, "images.gz");
  await writeFile(location, stored);
  return readIdxFile(location, file, signal);
}

describe("readIdxFile", () => {
  it("reads a plain and a packed file alike", async () => {
    const plain = await readStored(bytes);
    expect(plain.dimensions).toEqual([4, 2, 2]);
    expect(await readStored(packed)).toEqual(plain);
  });

  it("takes a copy that was packed in another way", async () => {
    expect((await readStored(gzipSync(bytes, { level: 1 }))).dimensions).toEqual([4, 2, 2]);
  });

  it("does not read what is longer than any copy of it", async () => {
    const location = path.join(directory, "endless");
    await writeFile(location, "");
    // Without its bytes: reading them would take all memory, or more than can be read at once.
    await truncate(location, 4e12);
    await expect(readIdxFile(location, file, signal)).rejects.toMatchObject({
      why: expect.stringMatching(
        /^It has 4000000000000 bytes, where \d+ are the most\.$/u,
      ) as string,
    });
  });

  it("refuses every truncation, packed or plain, with one clear error", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(bytes, packed), fc.nat(1000), async (stored, cut) => {
        const error: unknown = await readStored(stored.subarray(0, cut % stored.length)).catch(
          (reason: unknown) => reason,
        );
        expect(error).toBeInstanceOf(UserError);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses every changed byte of the content", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = bytes.map((value, index) => (index === at ? value ^ by : value));
          await expect(readStored(gzipSync(changed))).rejects.toBeInstanceOf(UserError);
        },
      ),
      { numRuns: 60 },
    );
  });

  const otherValues = bytes.map((value, index) => (index === 20 ? value + 1 : value));
  it.each([
    ["a cut gzip file", packed.subarray(0, -9), /its gzip data ends too early/u],
    [
      "bytes after the gzip data",
      Buffer.concat([packed, Buffer.alloc(5)]),
      /follow the end of its gzip data: 5\./u,
    ],
    ["broken gzip data", Buffer.concat([packed.subarray(0, 10), Buffer.alloc(30, 7)]), /broken/u],
    ["a gzip bomb", gzipSync(Buffer.alloc(1e6)), /unpacks to more bytes than the 32 that/u],
    ["other dimensions", encodeIdx([2, 2, 2], bytes.subarray(16, 24)), /dimensions are 2×2×2/u],
    ["other content", otherValues, /SHA-256 of its content is [0-9a-f]{64}, where/u],
  ])("says what is wrong with %s", async (_, stored, expected) => {
    const reading = readStored(stored);
    await expect(reading).rejects.toThrow(expected);
    await expect(reading).rejects.toMatchObject({ remedy: "data" });
  });

  it("says when a file cannot be read", async () => {
    const reading = readIdxFile(path.join(directory, "none.gz"), file, signal);
    await expect(reading).rejects.toThrow(/cannot be read\. There is no such file\./u);
  });

  it.skipIf(process.platform === "win32")("waits for nothing that has no end", async () => {
    execFileSync("mkfifo", [path.join(directory, "pipe")]);
    await mkdir(path.join(directory, "folder"));
    const reading = (name: string) => readIdxFile(path.resolve(directory, name), file, signal);
    await expect(reading("pipe")).rejects.toThrow(/It is no ordinary file\./u);
    await expect(reading("/dev/zero")).rejects.toThrow(/It is no ordinary file\./u);
    await expect(reading("folder")).rejects.toThrow(/It is a folder\./u);
  });

  it("stops when it is aborted, with the abort and not an error of the file", async () => {
    const reading = readIdxFile(path.join(directory, "images.gz"), file, AbortSignal.abort());
    await expect(reading).rejects.toHaveProperty("name", "AbortError");
  });
});
