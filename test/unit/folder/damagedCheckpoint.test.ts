import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import {
  checkpointPath,
  listCheckpoints,
  writeCheckpoint,
} from "../../../model/folder/checkpoint.js";
import { decodeCheckpoint, encodeCheckpoint } from "../../../model/folder/checkpointFile.js";
import { initialState } from "../../../model/training/initialize.js";
import { noProgress } from "../../../model/folder/progress.js";
import { viewOfCheckpoint } from "../../../model/asking/views.js";
import { readNewestCheckpoint, readNewestProgress } from "../../../model/folder/readCheckpoint.js";
import { encodeTensors } from "../../../model/folder/safetensors.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";
import type { Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

const { parameters } = buildProgram(buildGraph(tinyNetwork), { height: 6, width: 5 });
const values = initialState(parameters, 1).tensors;
const contents = (step: number) => ({
  progress: { ...noProgress, step, batch: step },
  state: { tensors: values, lossScale: { value: 1024, stepsSinceChange: 3 } },
});
const whole = encodeCheckpoint(parameters, contents(2));
const dataStart = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));

/** As files were before they had a seal. */
const unsealed = encodeTensors({
  metadata: {
    format: "googlenet-explorer 1",
    layout: "convolution HWIO, dense in×out",
    progress: JSON.stringify(contents(2).progress),
  },
  tensors: new Map(
    parameters.map(({ id, shape }) => [
      id,
      { shape, values: values.get(id) ?? new Float32Array() },
    ]),
  ),
});

/** What is said of a file that cannot be used; null where it can. */
function faultOf(bytes: Uint8Array): string | null {
  try {
    decodeCheckpoint(bytes);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** One sentence for a person, and no list of a program. */
const plainSentence = /^[A-Z][^.{}[\]"\n]*(?:: [^.{}[\]"\n]+)?\.$/u;

describe("a damaged checkpoint", () => {
  it("is refused whatever bit of it is another", () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (place, bit) => {
        const bytes = whole.slice();
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        expect(faultOf(bytes)).toMatch(plainSentence);
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused where its second half is zeroed", () => {
    const bytes = whole.slice();
    bytes.fill(0, Math.floor((dataStart + bytes.length) / 2));
    expect(faultOf(bytes)).toContain("Its bytes are not those that were written");
    expect(faultOf(whole)).toBeNull();
  });

  it.each([
    ["with a seal", whole],
    ["of before there were seals", unsealed],
  ])("%s is refused in one sentence, however its header was changed", (_name, original) => {
    const start = 8 + Number(new DataView(original.buffer).getBigUint64(0, true));
    const header = new TextDecoder().decode(original.subarray(8, start));
    const tokens = [...header.matchAll(/"[^"]*"|\d+|[{}[\],:]/gu)];
    const place = fc.nat(tokens.length - 1);
    const replacement = fc.constantFrom(
      ...['"x"', "-1", "1e400", "null", "[]", "{}", "0", ",", "", '"F32"', '"shape"', "\u0000"],
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, replacement), { minLength: 1, maxLength: 3 }),
        (edits) => {
          const parts = tokens.map(([token]) => token);
          for (const [at, text] of edits) parts[at] = text;
          const json = new TextEncoder().encode(parts.join(""));
          const bytes = new Uint8Array(8 + json.length + original.length - start);
          new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
          bytes.set(json, 8);
          bytes.set(original.subarray(start), 8 + json.length);
          const fault = faultOf(bytes);
          if (fault !== null) expect(fault).toMatch(plainSentence);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it("is refused where weights are no numbers, in any version's file", () => {
    for (const original of [whole, unsealed]) {
      const bytes = original.slice();
      new DataView(bytes.buffer).setFloat32(bytes.length - 4, NaN, true);
      expect(faultOf(bytes)).toMatch(plainSentence);
    }
    const bytes = unsealed.slice();
    new DataView(bytes.buffer).setFloat32(bytes.length - 4, -Infinity, true);
    expect(faultOf(bytes)).toContain("are no numbers");
  });

  it("is never written: weights that are missing or no numbers are not saved", () => {
    const [first] = parameters;
    const lost = new Map(values);
    lost.set(first?.id ?? "", new Float32Array(values.get(first?.id ?? "")?.length ?? 0).fill(NaN));
    const encode = () =>
      encodeCheckpoint(parameters, { ...contents(2), state: { tensors: lost, lossScale: null } });
    expect(encode).toThrow("are no numbers");
    lost.delete(first?.id ?? "");
    expect(encode).toThrow("There is no weight");
  });
});

describe("a checkpoint of a version without a seal", () => {
  it("still loads, to the bit", () => {
    const read = decodeCheckpoint(unsealed);
    expect(read.progress).toEqual(contents(2).progress);
    for (const [id, { values: stored }] of read.tensors) expect(stored).toEqual(values.get(id));
  });
});

describe("a run whose newest checkpoint is damaged", () => {
  let directory: string;
  let told: string[];
  const passOver = (message: Message): void => void told.push(englishOf(message));
  beforeEach(async () => {
    told = [];
    directory = await mkdtemp(path.join(os.tmpdir(), "damaged-"));
    for (const step of [1, 2]) await writeCheckpoint(directory, parameters, contents(step));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });
  const newest = checkpointPath("", "step-00000002.safetensors");
  async function flip(): Promise<void> {
    const file = path.join(directory, newest);
    const bytes = await readFile(file);
    bytes[dataStart + 100] = (bytes[dataStart + 100] ?? 0) ^ 4;
    await writeFile(file, bytes);
  }

  it("goes on from the one before, and says so, wherever weights are read", async () => {
    await flip();
    const read = await readNewestCheckpoint(directory, parameters, { passOver });
    expect(read?.progress.step).toBe(1);
    expect((await readNewestProgress(directory))?.progress.step).toBe(1);
    expect((await viewOfCheckpoint(directory, passOver))?.step).toBe(1);
    const message =
      "The checkpoint step-00000002.safetensors cannot be used. " +
      "Its bytes are not those that were written: its checksum is another. " +
      "The checkpoint step-00000001.safetensors is used instead.";
    expect(told).toEqual([message, message]);
  });

  it.each([
    ["of another step", 7, "Its progress is that of step 7, and its name is not."],
    ["of other epochs", 2, "is not that of a run of 1 steps an epoch."],
  ])("does so where its progress is %s", async (_what, step, reason) => {
    await writeFile(path.join(directory, newest), encodeCheckpoint(parameters, contents(step)));
    const read = await readNewestCheckpoint(directory, parameters, { passOver, stepsPerEpoch: 1 });
    expect(read?.progress.step).toBe(1);
    expect(told.join()).toContain(reason);
  });

  it("does so where it is a folder", async () => {
    await rm(path.join(directory, newest));
    await mkdir(path.join(directory, newest));
    expect((await readNewestCheckpoint(directory, parameters, { passOver }))?.progress.step).toBe(
      1,
    );
    expect(told.join()).toContain("It is a folder or a device, and no file.");
  });

  it("does so where it is a link to itself, in words of ours", async () => {
    await rm(path.join(directory, newest));
    await symlink(path.basename(newest), path.join(directory, newest));
    expect((await readNewestCheckpoint(directory, parameters, { passOver }))?.progress.step).toBe(
      1,
    );
    expect(told.join()).toContain("cannot be used. Its links lead in a circle. The checkpoint");
  });

  it("has none where a file is in its place, and says where one is in that of its checkpoints", async () => {
    expect(await listCheckpoints(path.join(directory, newest))).toEqual([]);
    await rm(path.join(directory, "checkpoints"), { recursive: true });
    await writeFile(path.join(directory, "checkpoints"), "");
    await expect(listCheckpoints(directory)).rejects.toThrow(
      "cannot be listed. A file is where a folder would have to be. Make",
    );
  });
});
