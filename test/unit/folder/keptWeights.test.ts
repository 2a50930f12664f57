import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkpointPath, writeCheckpoint } from "../../../model/folder/checkpoint.js";
import { encodeContents } from "../../../model/folder/checkpointFile.js";
import { firstReadable } from "../../../model/folder/keptWeights.js";
import { moments } from "../../../model/folder/moments.js";
import { noProgress } from "../../../model/folder/progress.js";
import type { Message } from "../../../model/messages/message.js";
import type { StateTensor } from "../../../model/program/state.js";
import { englishOf } from "../../../model/messages/translate.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "kept-"));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const declared: readonly StateTensor[] = [{ id: "w", shape: [1], node: "w", initializer: "zeros" }];
const told: string[] = [];
const passOver = (message: Message): void => void told.push(englishOf(message));
const contents = (step: number, value: number) => ({
  ...{ progress: { ...noProgress, step }, lossScale: null },
  tensors: new Map([["w", { shape: [1], values: Float32Array.of(value) }]]),
});

/** What the weight of the first of these steps is that can be used. */
const readFrom = (steps: readonly number[]): Promise<number | undefined | null> =>
  firstReadable(directory, steps, ({ tensors }) => tensors.get("w")?.values[0], passOver);

it("reads a step from its moment where its checkpoint is damaged, and another step where both are", async () => {
  const bytes = encodeContents(contents(4, 0.25));
  await moments.write(directory, { step: 4, bytes }, (all) => all);
  for (const step of [4, 6]) {
    const state = { tensors: new Map([["w", Float32Array.of(step)]]), lossScale: null };
    await writeCheckpoint(directory, declared, {
      progress: { ...noProgress, step },
      state,
    });
  }
  expect(await readFrom([4, 6])).toBe(4);
  await writeFile(checkpointPath(directory, "step-00000004.safetensors"), "cut off");
  expect(await readFrom([4, 6])).toBe(0.25);
  expect(told).toEqual([]);
  await writeFile(moments.pathOf(directory, 4), "cut off");
  expect(await readFrom([4, 6])).toBe(6);
  expect(told).toEqual(["The weights of step 4 cannot be used. It is shorter than a header."]);
});
