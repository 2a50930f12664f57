import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  decodeTested,
  encodeTested,
  readTested,
  testedFolder,
} from "../../../model/folder/testedFile.js";
import { lossStep, mostLoss, type TestedAt } from "../../../model/run/testedExamples.js";

function testedAt(step: number, losses: readonly number[] = [0.25, 3, 16]): TestedAt {
  return {
    ...{ step, epoch: step / 10, labels: Uint16Array.from(losses, (_, place) => place) },
    ...{ chosen: Uint16Array.from(losses, () => 999), losses: Float32Array.from(losses) },
  };
}

describe("what an evaluation made of each example", () => {
  it("comes back, each loss to half a step of 16 bits", () => {
    const loss = fc.float({ min: 0, max: 40, noNaN: true });
    fc.assert(
      fc.property(fc.array(loss), (losses) => {
        const given = testedAt(20, losses);
        const { losses: found, ...rest } = decodeTested(encodeTested(given));
        expect({ ...rest, losses: given.losses }).toEqual(given);
        found.forEach((value, place) => {
          const expected = Math.min(mostLoss, losses[place] ?? NaN);
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(lossStep / 2 + 1e-6);
        });
      }),
    );
  });

  it("is refused in a sentence whatever bit of it is another, and wherever it is cut off", () => {
    const whole = encodeTested(testedAt(20));
    for (let place = 0; place < whole.length; place++) {
      const bytes = whole.slice();
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
      expect(() => decodeTested(bytes)).toThrow(/^Its .*\.$/u);
      expect(() => decodeTested(whole.subarray(0, place))).toThrow(/^Its .*\.$/u);
    }
  });
});

describe("what a run has kept of its evaluations", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "tested-"));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });
  const write = async (tested: TestedAt): Promise<void> => {
    const bytes = encodeTested(tested);
    await testedFolder.write(directory, { step: tested.step, bytes }, (steps) => steps);
  };

  it("is read in order, without what is damaged, misnamed, or of another test set", async () => {
    expect(await readTested(directory)).toEqual([]);
    for (const step of [40, 10, 30]) await write(testedAt(step));
    await write(testedAt(20, [1, 2]));
    const file = testedFolder.pathOf(directory, 30);
    const bytes = await readFile(file);
    await writeFile(testedFolder.pathOf(directory, 35), bytes);
    await writeFile(file, bytes.subarray(0, -1));
    expect((await readTested(directory)).map(({ step }) => step)).toEqual([10, 40]);
  });
});
