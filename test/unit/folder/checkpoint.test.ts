import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { englishOf } from "../../../model/messages/translate.js";
import type { UserError } from "../../../model/messages/userError.js";
import { adamDefaults, plainDescent } from "../../../model/program/recipe.js";
import { buildProgram } from "../../../model/program/build.js";
import {
  listCheckpoints,
  sweepCheckpoints,
  writeCheckpoint,
} from "../../../model/folder/checkpoint.js";
import { listKeptWeights } from "../../../model/folder/keptWeights.js";
import { initialState } from "../../../model/training/initialize.js";
import { noProgress } from "../../../model/folder/progress.js";
import { readNewestCheckpoint, readNewestProgress } from "../../../model/folder/readCheckpoint.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const { parameters } = buildProgram(buildGraph(tinyNetwork), { height: 6, width: 5 });
const values = initialState(parameters, 1).tensors;
const contents = (step: number) => ({
  progress: { ...noProgress, step, lossSum: 1 / 3 },
  state: { tensors: values, lossScale: null },
});

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "checkpoint-"));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const write = (step: number) => writeCheckpoint(directory, parameters, contents(step));
const newest = () => readNewestCheckpoint(directory, parameters);
const fileOf = (step: number): string =>
  path.join(directory, "checkpoints", `step-${String(step).padStart(8, "0")}.safetensors`);

describe("checkpoints", () => {
  it("come back exactly", async () => {
    const file = await write(7);
    expect(await newest()).toEqual({ file, ...contents(7) });
  });

  it("keep the loss scale", async () => {
    const lossScale = { value: 1024, stepsSinceChange: 37 };
    const state = { tensors: values, lossScale };
    await writeCheckpoint(directory, parameters, { ...contents(7), state });
    expect((await newest())?.state.lossScale).toEqual(lossScale);
  });

  it("tell how far the run is without its network", async () => {
    await write(7);
    expect(await readNewestProgress(directory)).toEqual({
      file: path.basename(fileOf(7)),
      progress: contents(7).progress,
    });
  });

  it("are refused in a sentence where they are of another optimizer, whichever way", async () => {
    const recipe = { ...plainDescent, optimizer: { kind: "adamw", ...adamDefaults } } as const;
    const { state } = buildProgram(buildGraph(tinyNetwork), { height: 6, width: 5 }, recipe);
    const refusal = /step-00000007\.safetensors.* It is of a run with another optimizer\.$/u;
    await write(7);
    const reason = (of: typeof state) =>
      readNewestCheckpoint(directory, of).catch((error: unknown) =>
        englishOf((error as UserError).said.why),
      );
    expect(await reason(state)).toMatch(refusal);
    const own = { ...contents(7), state: { ...initialState(state, 1) } };
    await writeCheckpoint(directory, state, own);
    expect(await reason(parameters)).toMatch(refusal);
    expect(await readNewestCheckpoint(directory, state)).toMatchObject(own);
  });

  it("are null for a run that wrote none", async () => {
    expect(await newest()).toBeNull();
  });

  it("are none of steps that nobody counts to, which no page could ask for", async () => {
    await write(1);
    await mkdir(path.join(directory, "moments"));
    for (const digits of ["9".repeat(16), "9".repeat(200)])
      for (const folder of ["checkpoints", "moments"])
        await writeFile(path.join(directory, folder, `step-${digits}.safetensors`), "");
    expect(await listKeptWeights(directory)).toEqual([1]);
  });

  it("are kept for the newest three steps, with no temporary file left", async () => {
    for (const step of [1, 9, 10, 11]) await write(step);
    expect(await listCheckpoints(directory)).toEqual(
      [11, 10, 9].map((s) => path.basename(fileOf(s))),
    );
    expect(await readdir(path.join(directory, "checkpoints"))).toHaveLength(3);
  });

  it.skipIf(process.platform === "win32")(
    "leave those of others alone where their folder is a link, as to a larger disk",
    async () => {
      const [elsewhere, run] = [path.join(directory, "elsewhere"), path.join(directory, "run")];
      await Promise.all([mkdir(elsewhere), mkdir(run)]);
      await symlink(elsewhere, path.join(run, "checkpoints"));
      const others = ["step-00000001.safetensors", "step-00000002.safetensors.tmp-1"];
      for (const name of others) await writeFile(path.join(elsewhere, name), "of another run");
      await sweepCheckpoints(run);
      const written = new Set<string>();
      for (const step of [3, 4, 5, 6])
        await writeCheckpoint(run, parameters, contents(step), written);
      const kept = [4, 5, 6].map((step) => path.basename(fileOf(step)));
      expect((await readdir(elsewhere)).toSorted()).toEqual([...others, ...kept]);
    },
  );

  it("fall back to the one before where the newest is damaged", async () => {
    await write(1);
    await write(2);
    const bytes = await readFile(fileOf(2));
    await writeFile(fileOf(2), bytes.subarray(0, bytes.length - 1));
    expect((await newest())?.progress.step).toBe(1);
  });

  it("say what is wrong where none can be used", async () => {
    await write(1);
    await writeFile(fileOf(1), "not a checkpoint");
    await expect(newest()).rejects.toThrow(/step-00000001.*Start a new run/s);
  });

  it("refuse the weights of another network", async () => {
    await writeCheckpoint(directory, parameters.slice(1), contents(1));
    await expect(newest()).rejects.toThrow(/stem\/conv7x7\/weight/);
  });
});
