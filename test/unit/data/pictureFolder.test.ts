import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LoadOptions } from "../../../model/data/dataset.js";
import { pictureFolder } from "../../../model/data/pictures/pictureFolder.js";
import { englishOf } from "../../../model/messages/translate.js";
import { UsageError } from "../../../model/messages/userError.js";
import { exifOf, pngChunk, pngFile } from "../../support/pngFile.js";
import {
  jpegOf,
  pictureFiles,
  plainPicture,
  pngOf,
  writeFiles,
} from "../../support/pictureFolders.js";

let root: string;
let cache: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "pictures-"));
  [cache, folder] = [path.join(root, "cache"), path.join(root, "pets")];
  vi.stubEnv("GOOGLENET_CACHE", cache);
  return async () => {
    vi.unstubAllEnvs();
    await rm(root, { recursive: true });
  };
});

const dark = pngOf(plainPicture([10, 10, 10], { width: 9, height: 7 }));

function load(options: Partial<LoadOptions> = {}) {
  const { signal } = new AbortController();
  const form = { inputSize: [8, 6], seed: 1 } as const;
  return pictureFolder.load({
    directory: folder,
    form,
    signal,
    report: () => undefined,
    ...options,
  });
}

const leftOutOf = ({ leftOut = [] }: Awaited<ReturnType<typeof load>>) =>
  leftOut.map(({ file, why }) => [file, englishOf(why)]);

describe("a folder with a subfolder for each class", () => {
  it("is split by the seed, a fifth of each class for the test, at the input size and gray", async () => {
    await writeFiles(folder, pictureFiles(["cats", "dogs"], 10));
    const { classNames, train, test, title } = await load();
    expect([title, classNames]).toEqual(["pets", ["cats", "dogs"]]);
    expect(train).toMatchObject({ count: 16, height: 8, width: 6, channels: 1 });
    expect(train.images).toHaveLength(16 * 8 * 6);
    expect([...test.labels]).toEqual([0, 0, 1, 1]);
    expect(Math.max(...train.images.subarray(0, 8 * 48))).toBeLessThan(60);
    expect(Math.min(...train.images.subarray(8 * 48))).toBeGreaterThan(190);
  });

  it("is split otherwise by another seed, and by the same seed always so", async () => {
    await writeFiles(folder, pictureFiles(["cats", "dogs"], 12));
    const withSeed = (seed: number) => load({ form: { inputSize: [8, 6], seed } });
    const [one, again, other] = [await withSeed(1), await withSeed(1), await withSeed(2)];
    expect(again).toEqual(one);
    expect(other.checksums).not.toEqual(one.checksums);
    expect([...other.test.images]).not.toEqual([...one.test.images]);
  });

  it("has the split that its folders train and test say", async () => {
    const files = pictureFiles(["cats", "dogs"], 2);
    const parts = Object.entries(files).flatMap(([name, content]) => [
      [`train/${name}`, content] as const,
      ...(name.endsWith("0.png") ? [[`Test/${name}`, content] as const] : []),
    ]);
    await writeFiles(folder, Object.fromEntries(parts));
    const { train, test } = await load();
    expect([train.count, test.count]).toEqual([4, 2]);
  });

  it("has names in any script, in the order of their code points", async () => {
    const names = ["猫", "собаки", "כלבים", "a b\\c", "e\u0301te"];
    await writeFiles(folder, pictureFiles(names, 2));
    expect((await load()).classNames).toEqual(["a b\\c", "\u00e9te", "собаки", "כלבים", "猫"]);
  });

  it("is in color where one picture is", async () => {
    const red = pngOf(plainPicture([200, 0, 0], { width: 9, height: 9 }));
    await writeFiles(folder, { ...pictureFiles(["cats", "dogs"], 3), "dogs/red.png": red });
    const { train, test } = await load();
    expect([train.channels, test.channels]).toEqual([3, 3]);
    expect(train.images).toHaveLength(train.count * 8 * 6 * 3);
    const [r, g, b] = train.images;
    expect([r === g, g === b]).toEqual([true, true]);
  });

  it("takes pictures of every kind: 16 bits, transparent, turned, JPEG, of any shape", async () => {
    const sixteen = pngFile({ width: 2, height: 1, depth: 16, rows: [[0, 255, 255, 0, 0]] });
    const turned = pngFile({
      ...{ width: 2, height: 1, rows: [[0, 255, 0]] },
      extra: [pngChunk("eXIf", exifOf(6))],
    });
    const clear = { ...plainPicture([0, 0, 0], { width: 3, height: 300 }) };
    const transparent = { ...clear, rgba: new Uint8Array(clear.rgba.length) };
    await writeFiles(folder, {
      "train/a/16.png": sixteen,
      "train/a/clear.png": pngOf(transparent),
      "train/a/photo.jpg": jpegOf(plainPicture([90, 90, 90], { width: 400, height: 20 })),
      "train/a/turned.png": turned,
      "train/b/dark.PNG": dark,
      "test/a/dark.png": dark,
      "test/b/dark.png": dark,
    });
    const { train, leftOut } = await load({ form: { inputSize: [2, 2], seed: 1 } });
    expect(leftOut).toEqual([]);
    expect(train.channels).toBe(1);
    const images = Array.from({ length: 5 }, (_, index) => [
      ...train.images.subarray(4 * index, 4 * index + 4),
    ]);
    expect(images[0]).toEqual([191, 64, 191, 64]);
    expect(images[1]).toEqual([255, 255, 255, 255]);
    expect(images[2]).toEqual([90, 90, 90, 90]);
    expect(images[3]).toEqual([191, 191, 64, 64]);
    expect(images[4]).toEqual([10, 10, 10, 10]);
  });

  it("tells file by file what it leaves out", async () => {
    await writeFiles(folder, {
      ...pictureFiles(["cats", "dogs"], 5),
      "cats/text.png": "no picture",
      "cats/cut.png": dark.subarray(0, -20),
      "cats/empty.jpg": "",
      "cats/notes.txt": "",
      "birds/.DS_Store": "",
      "readme.md": "",
      ".git/config": "",
      "Thumbs.db": "",
    });
    const dataset = await load();
    expect(dataset.train.count + dataset.test.count).toBe(10);
    expect(dataset.classNames).toEqual(["cats", "dogs"]);
    expect(leftOutOf(dataset).sort()).toEqual([
      ["birds/", "No picture is in this folder."],
      ["cats/cut.png", "This PNG file is cut off."],
      ["cats/empty.jpg", "It is empty."],
      ["cats/notes.txt", "Its name is not that of a PNG, JPEG or WebP file."],
      ["cats/text.png", expect.stringContaining("It is not one of: PNG, JPEG")],
      ["readme.md", "It lies in no class's folder."],
    ]);
    expect(dataset.leftOut?.filter(({ isUnreadable }) => isUnreadable)).toHaveLength(3);
  });
});

describe("decoded pictures", () => {
  it("are kept, so that a second run decodes none, and are read anew where a file has changed", async () => {
    await writeFiles(folder, { ...pictureFiles(["cats", "dogs"], 5), "cats/x.png": "none" });
    const first = await load();
    const kept = await readdir(path.join(cache, "pictures"));
    expect(kept).toHaveLength(1);
    const { size } = await stat(path.join(cache, "pictures", kept[0] ?? ""));
    expect(size).toBeGreaterThan(10 * 8 * 6);
    expect(await load()).toEqual(first);
    await writeFile(path.join(folder, "cats", "x.png"), dark);
    const changed = await load();
    expect(changed.train.count + changed.test.count).toBe(11);
    expect(changed.checksums).not.toEqual(first.checksums);
  });

  it("are decoded again where what was kept is not whole", async () => {
    await writeFiles(folder, pictureFiles(["cats", "dogs"], 5));
    const first = await load();
    const [name = ""] = await readdir(path.join(cache, "pictures"));
    await writeFile(path.join(cache, "pictures", name), "damaged");
    expect(await load()).toEqual(first);
  });

  it("of few folders are kept", async () => {
    await writeFiles(folder, pictureFiles(["cats", "dogs"], 2));
    for (let side = 1; side <= 6; side++)
      await load({ form: { inputSize: [side, side], seed: 1 } });
    expect(await readdir(path.join(cache, "pictures"))).toHaveLength(4);
  });

  it("are not waited for once nobody wants them", async () => {
    await writeFiles(folder, pictureFiles(["cats", "dogs"], 5));
    const control = new AbortController();
    control.abort(new Error("Stopped."));
    await expect(load({ signal: control.signal })).rejects.toThrow("Stopped.");
    await expect(readdir(path.join(cache, "pictures"))).rejects.toThrow();
  });
});

describe("a folder that cannot be trained on", () => {
  it.each([
    ["has one class", { "cats/1.png": dark, "cats/2.png": dark }, "has one class, cats."],
    [
      "has a part to train on alone",
      { "Train/cats/1.png": dark, "Train/dogs/1.png": dark, "val.txt": "" },
      "has the part Train and lacks the part test.",
    ],
    [
      "has a part for the test alone",
      { "test/cats/1.png": dark, "test/dogs/1.png": dark, "empty/1.txt": "" },
      "has the part test and lacks the part train.",
    ],
    [
      "has one class beside an empty part",
      { "train/1.txt": "", "a/1.png": dark },
      "has one class, a.",
    ],
    ["has no pictures", { "cats/notes.txt": "" }, "has no pictures of any class."],
    ["has no subfolders", { "1.png": dark, "2.png": dark }, "has no pictures of any class."],
    [
      "has a class of which nothing can be read",
      { ...pictureFiles(["cats", "dogs"], 2), "birds/1.png": "none", "birds/2.png": "none" },
      "None can be read of: birds. Such as birds/1.png: It is not one of",
    ],
    ["has one picture a class", pictureFiles(["cats", "dogs"], 1), "has no picture to test on."],
    [
      "tests what it does not train",
      { "train/a/1.png": dark, "train/b/1.png": dark, "test/a/1.png": dark, "test/c/1.png": dark },
      "Only in the test: c.",
    ],
    [
      "has ten thousand classes",
      Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}/1.png`, ""])),
      "has 1001 classes. At most 1000 can be told apart here.",
    ],
  ])("%s", async (_, files, message) => {
    await writeFiles(folder, files);
    const error: unknown = await load().catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain(message);
  });

  it("is to be the part that it has, where that is whole", async () => {
    const files = Object.entries(pictureFiles(["cats", "dogs"], 2));
    await writeFiles(folder, Object.fromEntries(files.map(([name, is]) => [`train/${name}`, is])));
    await expect(load()).rejects.toThrow(
      `Put test beside it, or choose ${folder}/train itself: a fifth of it is then for the test.`,
    );
    expect((await load({ directory: path.join(folder, "train") })).classNames).toEqual([
      "cats",
      "dogs",
    ]);
  });

  it("is no part of anything where there are other classes beside it", async () => {
    await writeFiles(folder, pictureFiles(["train", "bus"], 2));
    expect((await load()).classNames).toEqual(["bus", "train"]);
  });

  it("would take more memory than there may be", async () => {
    await writeFiles(folder, pictureFiles(["cats", "dogs"], 400));
    await expect(load({ form: { inputSize: [1024, 1024], seed: 1 } })).rejects.toThrow(
      "800 pictures of 1024×1024 pixels take 2517 MB. At most 2000 MB are held in memory.",
    );
  });

  it("is nowhere, or is a file", async () => {
    await expect(load()).rejects.toThrow(`The data folder ${folder} cannot be found.`);
    await writeFile(folder, "");
    await expect(load()).rejects.toThrow(`The data folder ${folder} is no folder.`);
    await expect(load({ directory: "" })).rejects.toThrow("No data folder is chosen.");
  });
});
