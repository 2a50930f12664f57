import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateRun } from "../../../model/answers/evaluateRun.js";
import type { AnswerOf, QuestionKind } from "../../../model/asking/index.js";
import { viewOfCheckpoint } from "../../../model/asking/views.js";
import { newestReadable } from "../../../model/folder/readCheckpoint.js";
import { readRunRecord } from "../../../model/folder/runRecord.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { Answering } from "../../../model/trainer/answering.js";
import type { LiveRun } from "../../../model/trainer/networks.js";
import type { TrainerEvents } from "../../../model/trainer/protocol.js";
import { loadDataset } from "../../../model/training/loadDataset.js";
import { environmentAt } from "../../support/environment.js";
import { trainOnPictures } from "../../support/pictureRun.js";
import { testAnswersBeside } from "../../support/answersBeside.js";
import { testMapAnswers } from "../../support/mapAnswers.js";
import { testMutedAnswers } from "../../support/mutedAnswers.js";
import { createRandom } from "../../support/random.js";
import { buildWasm } from "../../support/wasm.js";

const config: RunConfig = {
  ...{ ...defaultRunConfig(), network: "googlenet-bn", engine: "wasm", dataset: "folder" },
  ...{ batchSize: 4, maxSteps: 2, inputSize: [12, 12] },
};
const { signal } = new AbortController();
const ignore = (): void => undefined;

let root: string;
let folder: string;
let answering: Answering;
let told: Parameters<TrainerEvents["onAnswerProgress"]>[];
const runDirectory = (): string => path.join(folder, "run");

beforeAll(async () => {
  root = await buildWasm();
  folder = await trainOnPictures(root, config);
  told = [];
  answering = new Answering(environmentAt(root), (...progress) => told.push(progress));
});
afterAll(async () => {
  await answering.close();
  await rm(folder, { recursive: true });
});

function asked<K extends QuestionKind>(kind: K, id: string = kind) {
  return { id, runDirectory: runDirectory(), kind };
}

describe("a run that has ended", () => {
  it("tells of every example of its test set what an evaluation tells of all", async () => {
    const found = (await answering.ask({ ...asked("testedExamples"), input: null }, null))!;
    const evaluation = await evaluateRun(
      { runDirectory: runDirectory(), dataDirectory: "" },
      { environment: environmentAt(root), signal, log: ignore, onProgress: ignore },
    );
    expect(found.step).toBe(2);
    expect(found.classNames).toEqual(["cats", "dogs"]);
    const right = found.labels.filter((label, place) => label === found.chosen[place]).length;
    expect(right / found.labels.length).toBe(evaluation.accuracy);
    const loss = found.losses.reduce((sum, each) => sum + each, 0) / found.losses.length;
    expect(loss).toBeCloseTo(evaluation.loss, 5);
    expect(told.at(-1)).toEqual(["testedExamples", found.labels.length, found.labels.length]);
    for (const confidence of found.confidences) expect(confidence).toBeGreaterThanOrEqual(0.5);
  });

  it("finds the next that it gets wrong, of a class or of all, from an image on and round", async () => {
    const { labels, chosen } = (await answering.ask(
      { ...asked("testedExamples"), input: null },
      null,
    ))!;
    const count = labels.length;
    for (const within of [null, 0, 1]) {
      for (const after of [0, count - 1]) {
        const input = { after, within };
        const found = await answering.ask({ ...asked("nextMistake"), input }, null);
        const order = [...labels.keys()].map((place) => (after + 1 + place) % count);
        const wrong = order.filter(
          (example) =>
            chosen[example] !== labels[example] && (within === null || labels[example] === within),
        );
        expect(found).toEqual({ step: 2, examples: wrong });
      }
    }
  });

  it("tells the labels of its test set without looking at it", async () => {
    const found = (await answering.ask({ ...asked("testLabels"), input: null }, null))!;
    const tested = (await answering.ask({ ...asked("testedExamples"), input: null }, null))!;
    expect(found).toEqual({ classNames: ["cats", "dogs"], labels: tested.labels });
  });

  it("shows images of its test set, and leaves out those that there are not", async () => {
    const { test } = await loadDataset(config, readRunRecord(runDirectory()).data.source, {
      ...{ signal, log: ignore },
    });
    const tiles = (await answering.ask({ ...asked("testImages"), input: [1, 9999, 0] }, null))!;
    const length = 12 * 12 * 3;
    expect([tiles.height, tiles.width, tiles.channels]).toEqual([12, 12, 3]);
    expect(tiles.pixels).toEqual(
      Uint8Array.of(
        ...test.images.subarray(length, 2 * length),
        ...test.images.subarray(0, length),
      ),
    );
  });

  it("sends one through, and tells what each node makes of it, the strongest maps first", async () => {
    const nodes = ["b3/3a", "b3/3a/path2", "b3/3a/path2/conv3x3", "b1/conv7x7", "nowhere"];
    const input = { example: 1, nodes, most: 8 };
    const seen = (await answering.ask({ ...asked("seenImage"), input }, null))!;
    const tested = (await answering.ask({ ...asked("testedExamples"), input: null }, null))!;
    const chosen = tested.chosen[1] ?? NaN;
    expect(seen.probabilities[chosen]).toBeCloseTo(tested.confidences[1] ?? NaN, 4);
    expect(seen.label).toBe(tested.labels[1]);
    expect(Object.keys(seen.nodes)).toEqual(nodes.slice(0, -1));
    expect(seen.nodes["b3/3a"]).toMatchObject({ channels: 256, height: 2, width: 2 });
    // What a path ends with is what the path has.
    expect(seen.nodes["b3/3a/path2"]).toEqual(seen.nodes["b3/3a/path2/conv3x3"]);
    for (const { maps, pixels, height, width } of Object.values(seen.nodes)) {
      const means = maps.map(({ mean }) => mean);
      expect(means).toEqual(means.toSorted((a, b) => b - a));
      expect(pixels).toHaveLength(maps.length * height * width);
      expect(maps).toHaveLength(8);
    }
    expect(
      await answering.ask({ ...asked("seenImage"), input: { ...input, example: 99 } }, null),
    ).toBe(null);
    // As beside another image: those channels, in that order.
    const channels = { "b3/3a": [7, 255, 256, 3] };
    const chosenOnes = (await answering.ask(
      { ...asked("seenImage"), input: { ...input, nodes: ["b3/3a", "b1/conv7x7"], channels } },
      null,
    ))!;
    expect(chosenOnes.nodes["b3/3a"]!.maps.map(({ channel }) => channel)).toEqual([7, 255, 3]);
    expect(chosenOnes.nodes["b1/conv7x7"]).toEqual(seen.nodes["b1/conv7x7"]);
    const all = (await answering.ask(
      { ...asked("seenImage"), input: { ...input, nodes: ["b3/3a"], most: 256 } },
      null,
    ))!.nodes["b3/3a"]!;
    const place = all.maps.findIndex(({ channel }) => channel === 255);
    expect(chosenOnes.nodes["b3/3a"]!.pixels.subarray(4, 8)).toEqual(
      all.pixels.subarray(4 * place, 4 * place + 4),
    );
  });

  it("tells what each path gives, by as many examples as are asked for", async () => {
    const tested = (await answering.ask({ ...asked("testedExamples"), input: null }, null))!;
    const all = tested.labels.length;
    const given = (await answering.ask({ ...asked("contribution"), input: 1e6 }, null))!;
    const right = tested.labels.filter((label, place) => label === tested.chosen[place]).length;
    expect(given).toMatchObject({ step: 2, examples: all, accuracy: right / all });
    expect(given.paths).toHaveLength(36);
    const few = (await answering.ask({ ...asked("contribution"), input: 1 }, null))!;
    expect(few.examples).toBe(1);
  });

  it("tells which examples excite each channel most, of as many as are asked for", async () => {
    const tested = (await answering.ask({ ...asked("testedExamples"), input: null }, null))!;
    const all = tested.labels.length;
    const found = (await answering.ask({ ...asked("excitation"), input: 1e6 }, null))!;
    expect(found).toMatchObject({ step: 2, examples: all, classNames: ["cats", "dogs"] });
    expect([found.labels, found.chosen]).toEqual([tested.labels, tested.chosen]);
    const id = "b3/3a/path2/conv3x3";
    const { channels, values, examples } = found.nodes[id]!;
    expect(channels).toBe(128);
    const largest = new Float32Array(channels);
    for (let example = 0; example < all; example++) {
      const input = { example, nodes: [id], most: channels };
      const seen = (await answering.ask({ ...asked("seenImage"), input }, null))!;
      for (const map of seen.nodes[id]!.maps) {
        largest[map.channel] = Math.max(largest[map.channel]!, map.largest);
      }
    }
    const excited = [...largest.keys()].filter((channel) => examples[channel * 9] !== -1);
    expect(excited.length).toBeGreaterThan(channels / 4);
    for (const channel of excited) {
      expect(values[channel * 9]).toBeCloseTo(largest[channel]!, 4);
    }
    const few = (await answering.ask({ ...asked("excitation"), input: 1 }, null))!;
    expect(new Set(few.nodes[id]!.examples)).toEqual(new Set([0, -1]));
  });

  testMapAnswers({
    ask: (kind, input, id) => answering.ask({ ...asked(kind, id), input }, null),
    cancel: (id) => answering.cancel(id),
    told: () => told,
  });

  it("tells how numbers of a map come about, with its normalizations", async () => {
    const place = { channel: 5, row: 1, column: 0 };
    for (const node of ["b1/conv7x7", "b2/pool", "b3/3a", "b5/pool", "linear/dense"]) {
      const at = node === "linear/dense" ? { channel: 1, row: 0, column: 0 } : { ...place };
      const input = { ...(node === "b5/pool" ? { ...at, row: 0 } : at), example: 1, node };
      const found = (await answering.ask({ ...asked("derivedNumber"), input }, null))!;
      const { value, result, derivation } = found;
      const sizes =
        derivation.kind === "products" ? derivation.parts.map(({ sum }) => Math.abs(sum)) : [];
      expect(Math.abs(result - value), node).toBeLessThan(1e-5 * Math.max(1, ...sizes));
      if (node === "b1/conv7x7" && derivation.kind === "products") {
        expect(derivation.normalizing).not.toBeNull();
        expect(derivation.parts).toHaveLength(3);
      }
    }
    const nothing = { example: 1, node: "b3/3a", channel: 999, row: 0, column: 0 };
    expect(await answering.ask({ ...asked("derivedNumber"), input: nothing }, null)).toBeNull();
    const other = { example: 99, node: "b3/3a", ...place };
    expect(await answering.ask({ ...asked("derivedNumber"), input: other }, null)).toBeNull();
  });

  it("tells what of an image matters for a class, the one that it takes it for first", async () => {
    const tested = (await answering.ask({ ...asked("testedExamples"), input: null }, null))!;
    const of = (label: number | null, node = "b3/3a") =>
      answering.ask({ ...asked("relevance"), input: { example: 1, node, label } }, null);
    const chosen = tested.chosen[1]!;
    const own = (await of(null))!;
    expect(own).toMatchObject({ step: 2, label: chosen, pixels: { height: 12, width: 12 } });
    expect(own.pixels.largest).toBeGreaterThan(0);
    expect(Math.max(...own.pixels.pixels)).toBe(255);
    expect(own.maps).toMatchObject({ height: 2, width: 2 });
    expect(await of(chosen)).toEqual(own);
    const other = (await of(1 - chosen))!;
    expect(other.label).toBe(1 - chosen);
    expect(other.pixels.largest).not.toBe(own.pixels.largest);
    // Features lie nowhere.
    expect((await of(null, "linear/dense"))!.maps).toBeNull();
    expect((await of(null, "nowhere"))!.maps).toBeNull();
    expect(await of(2)).toBeNull();
  });

  it("makes an image that excites a channel more than any noise, seen while it forms", async () => {
    const [node, channel] = ["b3/3a", 70];
    const before = told.length;
    const wish = { node, channel, seed: 5 };
    const made = (await answering.ask({ ...asked("madeImage"), input: wish }, null))!;
    expect(made).toMatchObject({ ...wish, step: 2, taken: 120 });
    expect(made.value).toBeGreaterThan(made.start);
    const seen = told.slice(before).map(([, , , soFar]) => soFar as AnswerOf<"madeImage">);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen[0]).toMatchObject({ ...wish, taken: 0 });
    const excitedBy = async (pixels: Uint8Array): Promise<number> => {
      const own = Buffer.from(pixels).toString("base64");
      const input = { own, nodes: [node], most: 256 };
      const found = (await answering.ask({ ...asked("seenImage"), input }, null))!;
      return found.nodes[node]!.maps.find((map) => map.channel === channel)!.mean;
    };
    expect(await excitedBy(made.image.pixels)).toBeCloseTo(made.value, 4);
    const random = createRandom(7);
    for (let each = 0; each < 100; each++) {
      const noise = made.image.pixels.map(() => 256 * random());
      expect(await excitedBy(noise)).toBeLessThan(made.value);
    }
    const again = await answering.ask({ ...asked("madeImage"), input: wish }, null);
    expect(again).toEqual(made);
    const gone = { ...wish, channel: 256 };
    await expect(answering.ask({ ...asked("madeImage"), input: gone }, null)).rejects.toThrow(
      "b3/3a has no channel 256. Its channels go from 0 to 255.",
    );
  });

  testMutedAnswers({
    ask: (kind, input) => answering.ask({ ...asked(kind), input }, null),
    told: () => told.splice(0),
  });

  testAnswersBeside({
    ask: (kind, input) => answering.ask({ ...asked(kind), input }, null),
    root: () => root,
    folder: () => folder,
  });

  it("is looked at by its newest weights, but while it works at what takes long", async () => {
    const whole = (await viewOfCheckpoint(runDirectory()))!;
    const ids = (await newestReadable(runDirectory(), ({ tensors }) => [...tensors.keys()]))!;
    let step = 10;
    const live: LiveRun = {
      environment: environmentAt(root),
      betweenSteps: {
        ask: (answer: (run: object) => unknown) => {
          step += 1;
          const readTensors = async (wanted: readonly string[]) => {
            const found = await whole.tensors(wanted);
            return new Map([...found].map(([id, { values }]) => [id, values]));
          };
          return Promise.resolve(
            answer({ step, state: ids.map((id) => ({ id })), session: { readTensors } }),
          );
        },
      } as unknown as LiveRun["betweenSteps"],
    };
    let meanwhile: Promise<number | undefined> | undefined;
    const own = new Answering(environmentAt(root), (id, done) => {
      if (id === "contribution" && done === 0) meanwhile = look();
    });
    const input = { example: 0, nodes: [], most: 1 };
    const look = async (): Promise<number | undefined> =>
      (await own.ask({ ...asked("seenImage"), input }, live))?.step;
    expect(await look()).toBe(11);
    expect(await look()).toBe(12);
    const matters = { example: 0, node: "b3/3a", label: 1 };
    const before = await own.ask({ ...asked("relevance"), input: matters }, live);
    expect(await own.ask({ ...asked("relevance"), input: matters }, live)).toEqual({
      ...before,
      step: 14,
    });
    const long = await own.ask({ ...asked("contribution"), input: 1e6 }, live);
    expect(long?.step).toBe(15);
    expect(await meanwhile).toBe(15);
    expect(await look()).toBe(16);
    await own.close();
  });

  it("keeps two runs open, so that going from one to the other reads none again", async () => {
    const folders = ["second", "third"].map((name) => path.join(folder, name));
    for (const each of folders) await cp(runDirectory(), each, { recursive: true });
    const [second = "", third = ""] = folders;
    let read = 0;
    const own = new Answering(environmentAt(root), (_, done) => (read += done === 0 ? 1 : 0));
    const of = async (directory: string): Promise<number> => {
      const before = read;
      const question = { id: directory, runDirectory: directory, kind: "testedExamples" } as const;
      expect((await own.ask({ ...question, input: null }, null))?.step).toBe(2);
      return read - before;
    };
    expect([await of(runDirectory()), await of(second)]).toEqual([1, 1]);
    expect([await of(runDirectory()), await of(second)]).toEqual([0, 0]);
    expect([await of(third), await of(second), await of(runDirectory())]).toEqual([1, 0, 1]);
    await own.close();
  });

  it("gives up a question that is taken back", async () => {
    const answer = answering.ask({ ...asked("testedExamples", "mine"), input: null }, null);
    answering.cancel("mine");
    await expect(answer).rejects.toThrow("The question was taken back.");
    expect(await answering.ask({ ...asked("testImages"), input: [0] }, null)).not.toBeNull();
  });

  it("has nothing to tell before its first checkpoint", async () => {
    await rm(path.join(runDirectory(), "checkpoints"), { recursive: true });
    expect(await answering.ask({ ...asked("testImages"), input: [0] }, null)).toBeNull();
  });
});
