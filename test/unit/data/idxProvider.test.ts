import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIdxProvider } from "../../../model/data/idxProvider.js";
import { usualPlaces } from "../../../model/data/usualPlaces.js";
import { UsageError, UserError } from "../../../model/messages/userError.js";
import {
  createSmallSet,
  describeFile,
  encodeIdx,
  storedBytes,
  writeSet,
  type SmallSetPlaces,
} from "./smallSet.js";
import type { Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";
import { defaultRunConfig } from "../../../model/run/config.js";

let places: SmallSetPlaces;
let messages: string[];

beforeEach(async () => {
  places = await createSmallSet();
  messages = [];
});
afterEach(() => rm(places.root, { recursive: true }));

function optionsFor(directory: string) {
  const { signal } = new AbortController();
  const report = (message: Message) => void messages.push(englishOf(message));
  return { directory, form: defaultRunConfig(), signal, report };
}

function load(directory = "", set = places.set) {
  return createIdxProvider(set, () => places.surroundings).load(optionsFor(directory));
}

function loadTest(directory = "") {
  const provider = createIdxProvider(places.set, () => places.surroundings);
  return provider.loadTest!(optionsFor(directory));
}

function inOrder(): string[] {
  const { root, surroundings, set } = places;
  return [
    set.folders.debian,
    path.join(surroundings.home, ".keras", "datasets", "small-keras"),
    path.join(surroundings.workingDirectory, "data", "Small", "raw"),
    path.join(surroundings.home, "data", "Small", "raw"),
    path.join(root, "cache", "datasets", "small"),
    path.join(root, "shipped", "small"),
  ];
}

describe("the given folder", () => {
  it.each([true, false])("is read, packed: %s", async (packed) => {
    const directory = path.join(places.root, "given");
    await writeSet(places.set, directory, { packed });
    const dataset = await load(directory);
    expect(dataset.source).toBe(directory);
    expect(dataset.train).toMatchObject({ count: 6, height: 3, width: 2, channels: 1 });
    expect(dataset.test.count).toBe(3);
    expect([...dataset.train.labels]).toEqual([0, 1, 2, 0, 1, 2]);
    expect(dataset.train.images).toHaveLength(36);
    expect(Object.keys(dataset.checksums)).toHaveLength(4);
    expect(dataset.checksums["train-images"]).toBe(places.set.train.images.sha256);
  });

  it("may begin with ~ for the home folder", async () => {
    const directory = path.join(places.surroundings.home, "mine");
    await writeSet(places.set, directory);
    expect((await load("~/mine")).source).toBe(directory);
  });

  it("is refused if it is missing, though another place has the files", async () => {
    await writeSet(places.set, places.set.folders.debian);
    const error = await load(path.join(places.root, "none")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toHaveProperty("message", expect.stringMatching(/none cannot be found/u));
  });

  it("is refused if files are missing, and they are named", async () => {
    const directory = path.join(places.root, "given");
    await writeSet(places.set, directory, { replaced: { "test-labels": undefined } });
    await expect(load(directory)).rejects.toThrow(/lacks files.*Not there: test-labels/u);
  });

  it("is refused if it is a file, or holds folders where files should be", async () => {
    const file = path.join(places.root, "file");
    await writeFile(file, "");
    await expect(load(file)).rejects.toThrow(/file is no folder\./u);
    const directory = path.join(places.root, "given");
    await writeSet(places.set, directory, { replaced: { "test-labels": undefined } });
    await mkdir(path.join(directory, "test-labels"));
    await expect(load(directory)).rejects.toThrow(/lacks files.*Not there: test-labels/u);
  });

  it("can be asked for before anything is read", async () => {
    const provider = createIdxProvider(places.set, () => places.surroundings);
    await expect(provider.requireFolder("nowhere")).rejects.toThrow(UsageError);
    await writeSet(places.set, places.root);
    await provider.requireFolder(`${places.root}/`);
  });

  it("is refused if a file is damaged, and no other place is searched", async () => {
    const directory = path.join(places.root, "given");
    await writeSet(places.set, places.set.folders.debian);
    await writeSet(places.set, directory, { replaced: { "test-labels": new Uint8Array(3) } });
    await expect(load(directory)).rejects.toThrow(/test-labels\.gz is damaged/u);
    expect(messages.join()).not.toContain("debian");
  });
});

describe("the usual places", () => {
  it("are taken in order, the first that is whole", async () => {
    for (const directory of inOrder().reverse()) {
      await writeSet(places.set, directory);
      expect((await load()).source).toBe(directory);
    }
  });

  it("are passed over where files are missing", async () => {
    const [debian = "", keras = ""] = inOrder();
    await writeSet(places.set, debian, { replaced: { "train-images": undefined } });
    await writeSet(places.set, keras);
    expect((await load()).source).toBe(keras);
  });

  it("are passed over where a file is damaged, and that is reported", async () => {
    const [debian = "", keras = ""] = inOrder();
    const cut = storedBytes("train-images").subarray(0, 30);
    await writeSet(places.set, debian, { replaced: { "train-images": cut } });
    await writeSet(places.set, keras);
    expect((await load()).source).toBe(keras);
    expect(messages.join("\n")).toMatch(/train-images\.gz is damaged\. It is cut short.*Search/u);
  });

  it("are those outside of a home folder where there is none", () => {
    const { set, surroundings, root } = places;
    const found = usualPlaces(set, { ...surroundings, home: undefined });
    expect(found.map(({ directory }) => directory)).toEqual([
      set.folders.debian,
      path.join(surroundings.workingDirectory, "data", "Small", "raw"),
      path.join(path.dirname(surroundings.workingDirectory), "data", "Small", "raw"),
      path.join(root, "cache", "datasets", "small"),
      path.join(root, "shipped", "small"),
    ]);
  });

  it("do not follow an empty KERAS_HOME to the current folder", () => {
    const environment = { ...places.surroundings.environment, KERAS_HOME: "" };
    const found = usualPlaces(places.set, { ...places.surroundings, environment });
    expect(found.map(({ directory }) => directory)).toContain(inOrder()[1]);
  });

  it("follow KERAS_HOME", async () => {
    const environment = {
      ...places.surroundings.environment,
      KERAS_HOME: path.join(places.root, "k"),
    };
    places = { ...places, surroundings: { ...places.surroundings, environment } };
    const directory = path.join(places.root, "k", "datasets", "small-keras");
    await writeSet(places.set, directory);
    expect((await load()).source).toBe(directory);
  });

  it("give one error when nothing is found and nothing can be fetched", async () => {
    await mkdir(places.set.folders.debian, { recursive: true });
    const error = await load().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(
      /not on this computer and could not be fetched\. Tried the authors' server: .*ECONNREFUSED.*; Debian's package: this is no Debian\. Check the network/u,
    );
  });
});

describe("the test set alone", () => {
  const withoutTrain = { "train-images": undefined, "train-labels": undefined };

  it("is that of the whole, with its sums", async () => {
    const [debian = ""] = inOrder();
    await writeSet(places.set, debian);
    const { checksums, ...whole } = await load();
    const { checksums: sums, ...found } = await loadTest();
    expect(whole).toMatchObject(found);
    expect(found).not.toHaveProperty("train");
    expect(checksums).toMatchObject(sums);
    expect(Object.keys(sums)).toEqual(["test-images", "test-labels"]);
  });

  it("is what came along where no place has the set, which cannot be trained on", async () => {
    const shipped = inOrder().at(-1)!;
    await writeSet(places.set, shipped, { replaced: withoutTrain });
    expect((await loadTest()).source).toBe(shipped);
    await expect(load()).rejects.toThrow(/could not be fetched/u);
  });

  it("is read where it is said to be", async () => {
    const directory = path.join(places.root, "given");
    await writeSet(places.set, directory, { replaced: withoutTrain });
    expect((await loadTest(directory)).test.count).toBe(3);
    await expect(loadTest(places.root)).rejects.toThrow(/Not there: test-images, test-labels/u);
  });
});

describe("labels", () => {
  async function loadWithLabels(values: readonly number[], dimensions: number[]) {
    const bytes = encodeIdx(dimensions, values);
    const labels = describeFile("train-labels", dimensions, bytes);
    const set = { ...places.set, train: { ...places.set.train, labels } };
    const directory = path.join(places.root, "given");
    await writeSet(set, directory, { packed: false, replaced: { "train-labels": bytes } });
    return load(directory, set);
  }

  it("outside the classes are refused, the first of them named", async () => {
    await expect(loadWithLabels([0, 1, 3, 9, 1, 2], [6])).rejects.toThrow(
      /Label 2 is 3, where the classes are 0 to 2/u,
    );
  });

  it("of another count than the images are refused", async () => {
    await expect(loadWithLabels([0, 1, 2], [3])).rejects.toThrow(
      /number of labels is 3, where that of the images in train-images is 6/u,
    );
  });
});
