import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { findDataset } from "../../../model/data/index.js";
import { recognizeDataset } from "../../../model/data/recognizeDataset.js";
import { UserError } from "../../../model/messages/userError.js";
import { pictureFiles, writeFiles } from "../../support/pictureFolders.js";
import { encodeIdx } from "./smallSet.js";

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "formats-"));
  folder = path.join(root, "digits");
  return () => rm(root, { recursive: true });
});

const images = (count: number, side = 3) =>
  encodeIdx(
    [count, side, side],
    Uint8Array.from({ length: count * side * side }, (_, i) => i % 251),
  );
const labels = (...values: number[]) => encodeIdx([values.length], Uint8Array.from(values));

const mnist = {
  "train-images-idx3-ubyte.gz": gzipSync(images(4)),
  "train-labels-idx1-ubyte": labels(7, 3, 7, 9),
  "t10k-images.idx3-ubyte": images(2),
  "t10k-labels.idx1-ubyte": labels(9, 3),
};

/** Records of CIFAR-10: every red value 10 times the label, green 1 and blue 2 more. */
function batch(...classes: number[]): Buffer {
  return Buffer.concat(
    classes.map((label) =>
      Buffer.concat([
        Buffer.from([label]),
        ...[0, 1, 2].map((more) => Buffer.alloc(1024, 10 * label + more)),
      ]),
    ),
  );
}
const cifar = {
  "data_batch_1.bin": batch(3, 1),
  "data_batch_2.bin": batch(0),
  "test_batch.bin": batch(9),
};

async function load(id: string) {
  const form = { inputSize: [8, 8], seed: 1 } as const;
  const { signal } = new AbortController();
  const dataset = await findDataset(id)?.load({
    directory: folder,
    form,
    signal,
    report: () => undefined,
  });
  if (dataset === undefined) throw new Error(`There is no data set ${id}.`);
  return dataset;
}

describe("IDX files", () => {
  it("are read packed and plain, by the names that are in use, with the labels as names", async () => {
    await writeFiles(folder, mnist);
    const { title, classNames, train, test, checksums } = await load("idx");
    expect([title, classNames]).toEqual(["digits", ["3", "7", "9"]]);
    expect(train).toMatchObject({ count: 4, height: 3, width: 3, channels: 1 });
    expect([[...train.labels], [...test.labels]]).toEqual([
      [1, 0, 1, 2],
      [2, 0],
    ]);
    expect([...train.images.subarray(0, 4)]).toEqual([0, 1, 2, 3]);
    expect(Object.keys(checksums)).toContain("train-images-idx3-ubyte");
  });

  it.each([
    ["lack one", { "t10k-labels.idx1-ubyte": null }, "Nothing in it is named like t10k-labels-idx1-ubyte."],
    ["are of two sets", { "letters-train-images-idx3-ubyte": images(4) }, "Several files could be train-images-idx3-ubyte"],
    ["have fewer labels than images", { "train-labels-idx1-ubyte": labels(9, 3) }, "It holds 2 labels for 4 images."],
    ["have labels in the test alone", { "t10k-labels.idx1-ubyte": labels(9, 4) }, "The test has the class 4"],
    ["have one class", { "train-labels-idx1-ubyte": labels(1, 1, 1, 1) }, "It has 1 classes"],
    ["are of two sizes", { "t10k-images.idx3-ubyte": images(2, 5) }, "have 3×3 pixels, those of the test 5×5"],
    ["are cut off", { "train-images-idx3-ubyte.gz": gzipSync(images(4)).subarray(0, 30) }, "is damaged"],
    ["are no such files", { "t10k-images.idx3-ubyte": "text, and more of it" }, "IDX bytes have"],
    ["are empty", { "train-images-idx3-ubyte.gz": "" }, "is damaged"],
  ] as const)("are refused where they %s", async (_, changes, message) => {
    const files = Object.entries({ ...mnist, ...changes }).filter(([, content]) => content !== null);
    await writeFiles(folder, Object.fromEntries(files));
    const error: unknown = await load("idx").catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(message);
  }); // prettier-ignore
});

describe("CIFAR-10's binary files", () => {
  it("give pixels in three colors, and names", async () => {
    await writeFiles(folder, cifar);
    const { classNames, train, test } = await load("cifar10");
    expect(classNames.slice(0, 2)).toEqual(["airplane", "automobile"]);
    expect(train).toMatchObject({ count: 3, height: 32, width: 32, channels: 3 });
    expect([[...train.labels], [...test.labels]]).toEqual([[3, 1, 0], [9]]);
    expect([...train.images.subarray(0, 6)]).toEqual([30, 31, 32, 30, 31, 32]);
    expect([...test.images.subarray(-3)]).toEqual([90, 91, 92]);
  });

  it("may bring the names of their classes", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `类别 ${index}`);
    await writeFiles(folder, { ...cifar, "batches.meta.txt": `${names.join("\r\n")}\n\n` });
    expect((await load("cifar10")).classNames).toEqual(names);
  });

  it.each([
    ["are cut off", { "data_batch_1.bin": batch(1).subarray(1) }, "where each image takes 3073."],
    ["have a label too high", { "test_batch.bin": batch(1, 10) }, "Label 1 is 10, where the classes are 0 to 9."],
    ["are empty", { "test_batch.bin": "" }, "It has 0 bytes"],
  ])("are refused where they %s", async (_, changes, message) => {
    await writeFiles(folder, { ...cifar, ...changes });
    await expect(load("cifar10")).rejects.toThrow(message);
  }); // prettier-ignore

  it("are refused where the test's are missing", async () => {
    await writeFiles(folder, { "data_batch_1.bin": batch(1) });
    await expect(load("cifar10")).rejects.toThrow("Not there: test_batch.bin.");
  });
});

describe("the data of a folder", () => {
  it.each([
    ["idx", mnist],
    ["cifar10", cifar],
    ["folder", pictureFiles(["cats", "dogs"], 1)],
    ["folder", Object.fromEntries(Object.entries(pictureFiles(["a"], 1)).map(([name, content]) => [`train/${name}`, content]))],
  ])("are recognized as %s", async (id, files) => {
    await writeFiles(folder, files);
    expect((await recognizeDataset(folder)).id).toBe(id);
  }); // prettier-ignore

  it("are told where nothing is known, with what was looked for", async () => {
    await writeFiles(folder, { "notes.txt": "", "deep/deeper/notes.txt": "" });
    await expect(recognizeDataset(folder)).rejects.toThrow(
      /holds no data set that is known here\. Looked for: Fashion-MNIST's four IDX files; the four IDX files of MNIST or of a set like it; CIFAR-10's binary files; folders of PNG, JPEG.* pictures, one a class\./u,
    );
  });

  it("are not guessed where there are several", async () => {
    await writeFiles(folder, { ...mnist, ...cifar });
    await expect(recognizeDataset(folder)).rejects.toThrow("holds several data sets");
    await expect(recognizeDataset(path.join(folder, "none"))).rejects.toThrow("cannot be found");
  });
});
