import { cp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateRun } from "../../../model/answers/evaluateRun.js";
import type { InputOf, QuestionKind } from "../../../model/asking/index.js";
import type { SeenImage } from "../../../model/asking/seenImage.js";
import {
  checkpointName,
  checkpointPath,
  listCheckpoints,
} from "../../../model/folder/checkpoint.js";
import { encodeContents } from "../../../model/folder/checkpointFile.js";
import { listKeptWeights } from "../../../model/folder/keptWeights.js";
import { moments, readMoment } from "../../../model/folder/moments.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { Answering } from "../../../model/trainer/answering.js";
import { until } from "../../support/eventually.js";
import { Networks } from "../../../model/trainer/networks.js";
import { environmentAt } from "../../support/environment.js";
import { trainOnPictures } from "../../support/pictureRun.js";
import { buildWasm } from "../../support/wasm.js";

/** Of which each of three epochs is tested with the mean of its last two steps. */
const config: RunConfig = {
  ...{ ...defaultRunConfig(), network: "googlenet", engine: "wasm", dataset: "folder" },
  ...{ batchSize: 8, epochs: 3, inputSize: [12, 12], averageOver: 2, learningRate: 0.02 },
};
const { signal } = new AbortController();
const ignore = (): void => undefined;

let root: string;
let folder: string;
let answering: Answering;
const runDirectory = (): string => path.join(folder, "run");

beforeAll(async () => {
  root = await buildWasm();
  folder = await trainOnPictures(root, config);
  expect(await moments.list(runDirectory())).toHaveLength(3);
  // Of a longer run the checkpoints of its first epochs would be gone.
  for (const name of (await listCheckpoints(runDirectory())).slice(1)) {
    await rm(checkpointPath(runDirectory(), name));
  }
  answering = new Answering(environmentAt(root), ignore);
});
afterAll(async () => {
  await answering.close();
  await rm(folder, { recursive: true });
});

/** By the weights near to a step, or the newest. */
async function seen(
  at: number | null,
  { example = 0, of = runDirectory() }: { readonly example?: number; readonly of?: string } = {},
): Promise<SeenImage> {
  const input = { example, nodes: ["b3/3a"], most: 4 };
  const request = { id: "seen", runDirectory: of, kind: "seenImage", input } as const;
  return (await answering.ask({ ...request, ...(at === null ? {} : { at }) }, null))!;
}

/** A run whose newest weights are what was kept of a moment. */
async function runOfMoment(step: number): Promise<string> {
  const directory = path.join(folder, `of-${step}`);
  await cp(runDirectory(), directory, { recursive: true });
  for (const each of ["checkpoints", "moments"]) {
    await rm(path.join(directory, each), { recursive: true });
  }
  const contents = await readMoment(runDirectory(), step);
  // The mean stands for what was trained, and for itself.
  const tensors = new Map(
    [...contents.tensors].flatMap(([id, tensor]) => [
      [id, tensor] as const,
      [`${id}/average`, tensor] as const,
    ]),
  );
  await cp(path.join(runDirectory(), "checkpoints"), path.join(directory, "checkpoints"), {
    recursive: true,
    filter: (source) => !source.endsWith("safetensors"),
  });
  const file = checkpointPath(directory, checkpointName(step));
  await writeFile(file, encodeContents({ ...contents, tensors }));
  return directory;
}

describe("a moment that a run has kept the weights of", () => {
  it("is asked as an evaluation with these weights would, the nearest that there is", async () => {
    const [first = NaN, second = NaN] = await moments.list(runDirectory());
    const directory = await runOfMoment(first);
    const evaluation = await evaluateRun(
      { runDirectory: directory, dataDirectory: "" },
      { environment: environmentAt(root), signal, log: ignore, onProgress: ignore },
    );
    let loss = 0;
    for (let example = 0; example < evaluation.examples; example++) {
      const then = await seen(first, { example });
      expect(then.step).toBe(first);
      if (example === 0) expect(await seen(null, { of: directory })).toEqual(then);
      loss -= Math.log(then.probabilities[then.label ?? NaN] ?? NaN) / evaluation.examples;
    }
    expect(loss).toBeCloseTo(evaluation.loss, 5);
    expect((await seen(0)).step).toBe(first);
    // Of two that are as near it is the later one.
    expect((await seen((first + second) / 2)).step).toBe(second);
  });

  it("tells of its paths, its parts and its channels as a run with these weights would", async () => {
    const [first = NaN] = await moments.list(runDirectory());
    const directory = await runOfMoment(first);
    const muted = [{ node: "b3/3a/path2/conv3x3", channels: null }];
    const told = async (of: string, at?: number) => {
      const ask = <K extends QuestionKind>(kind: K, input: InputOf<K>) => {
        const whose = { runDirectory: of, ...(at === undefined ? {} : { at }) };
        return answering.ask({ id: kind, ...whose, kind, input }, null);
      };
      const { step, nodes } = (await ask("excitation", 2))!;
      return [
        await ask("contribution", 2),
        await ask("mutedDoing", { muted, most: 2 }),
        { step, ...nodes["b3/3a/path2/conv3x3"] },
        await ask("madeImage", { node: "b1/conv7x7", channel: 1, seed: 1 }),
      ];
    };
    const then = await told(runDirectory(), first);
    expect(then.map((answer) => answer?.step)).toEqual([first, first, first, first]);
    expect(await told(directory)).toEqual(then);
  });

  it("does not take the place of the newest weights, nor of other moments", async () => {
    const [first = NaN, second = NaN] = await moments.list(runDirectory());
    const newest = await seen(null);
    const [one, other] = [await seen(first), await seen(second)];
    expect(new Set([newest, one, other].map(({ step }) => step)).size).toBe(3);
    expect(one.probabilities).not.toEqual(other.probabilities);
    for (const step of [second, first, 1e6, second, first]) await seen(step);
    expect(await seen(null)).toEqual(newest);
    expect(await seen(newest.step)).toEqual(newest);
    expect([await seen(first), await seen(second)]).toEqual([one, other]);
  });

  it("stays as it is while it is asked, beside more moments and runs than stay open", async () => {
    const [first = NaN, second = NaN] = await moments.list(runDirectory());
    const others = [await runOfMoment(first), await runOfMoment(second)];
    const workers = new Set<Worker>();
    const count = (worker: Worker): void => {
      workers.add(worker);
      worker.once("exit", () => workers.delete(worker));
    };
    process.on("worker", count);
    const networks = new Networks(environmentAt(root), signal, ignore);
    let begun = 0;
    let goOn = ignore;
    const all = new Promise<void>((resolve) => (goOn = resolve));
    const use = (at: number | null, of = runDirectory()): Promise<number | null> =>
      networks.use({ runDirectory: of, live: null, at }, async (network) => {
        begun += 1;
        await all;
        if (at !== first) return null;
        const { shape } = network.imageWay;
        const images = new Uint8Array(shape.channels * shape.height * shape.width);
        const image = { ...shape, count: 1, images, labels: new Uint8Array(1) };
        return (await network.look(image, [], { signal })).step;
      });
    const used = [use(first), use(second), use(null), ...others.map((of) => use(null, of))];
    await until(() => begun === used.length);
    goOn();
    expect(await Promise.all(used)).toEqual([first, null, null, null, null]);
    expect(workers.size).toBeGreaterThan(0);
    await networks.close();
    process.off("worker", count);
    // Those of networks that were given up meanwhile as well.
    await until(() => workers.size === 0);
  });

  it("that is damaged is passed over, and where all are it is said in one sentence", async () => {
    const directory = await runOfMoment(2);
    const [only = NaN] = await listKeptWeights(directory);
    await cp(path.join(runDirectory(), "moments"), path.join(directory, "moments"), {
      recursive: true,
    });
    await writeFile(path.join(directory, "moments", checkpointName(5)), "cut off");
    expect((await seen(5, { of: directory })).step).not.toBe(5);
    await rm(path.join(directory, "moments"), { recursive: true });
    expect((await seen(5, { of: directory })).step).toBe(only);
    await writeFile(checkpointPath(directory, checkpointName(only)), "cut off");
    await answering.close();
    answering = new Answering(environmentAt(root), ignore);
    await expect(seen(5, { of: directory })).rejects.toThrow(
      "The weights that the run has kept cannot be used.",
    );
  });

  it("is none where a run has none, which is no fault", async () => {
    const directory = path.join(folder, "without");
    await cp(runDirectory(), directory, { recursive: true });
    for (const each of ["checkpoints", "moments"]) {
      await rm(path.join(directory, each), { recursive: true });
    }
    expect(await seen(3, { of: directory })).toBeNull();
  });
});
