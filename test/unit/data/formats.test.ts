import { mkdir, mkdtemp, rm, rmdir } from "node:fs/promises";
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
  "data_batch_3.bin": batch(4),
  "data_batch_4.bin": batch(5),
  "data_batch_5.bin": batch(6),
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
    ["have fewer labels than images", { "train-labels-idx1-ubyte": labels(9, 3) }, "Its number of labels is 2, where that of the images is 4."],
    ["have labels in the test alone", { "t10k-labels.idx1-ubyte": labels(9, 4) }, "The test has the class 4"],
    ["have one class", { "train-labels-idx1-ubyte": labels(1, 1, 1, 1) }, "are of one class, 1."],
    ["have nothing to train on", { "train-images-idx3-ubyte.gz": images(0), "train-labels-idx1-ubyte": labels() }, "It has no images to train on."],
    ["have nothing to test on", { "t10k-images.idx3-ubyte": images(0), "t10k-labels.idx1-ubyte": labels() }, "It has no images for the test."],
    ["have no pixels", { "train-images-idx3-ubyte.gz": images(4, 0), "t10k-images.idx3-ubyte": images(2, 0) }, "have no pixels. Their size is 0×0."],
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
    expect(train).toMatchObject({ count: 6, height: 32, width: 32, channels: 3 });
    expect([[...train.labels], [...test.labels]]).toEqual([[3, 1, 0, 4, 5, 6], [9]]);
    expect([...train.images.subarray(0, 6)]).toEqual([30, 31, 32, 30, 31, 32]);
    expect([...test.images.subarray(-3)]).toEqual([90, 91, 92]);
  });

  it("may bring the names of their classes", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `类别 ${index}`);
    await writeFiles(folder, { ...cifar, "batches.meta.txt": `${names.join("\r\n")}\n\n` });
    expect((await load("cifar10")).classNames).toEqual(names);
  });

  it.each([
    ["are cut off", { "data_batch_1.bin": batch(1).subarray(1) }, "is no multiple of the 3073 bytes of an image."],
    ["have a label too high", { "test_batch.bin": batch(1, 10) }, "Label 1 is 10, where the classes are 0 to 9."],
    ["are empty", { "test_batch.bin": "" }, "It is empty."],
  ])("are refused where they %s", async (_, changes, message) => {
    await writeFiles(folder, { ...cifar, ...changes });
    await expect(load("cifar10")).rejects.toThrow(message);
  }); // prettier-ignore

  it("are refused where some are missing, or are no files, by their names", async () => {
    const { "data_batch_3.bin": third, "test_batch.bin": test, ...others } = cifar;
    await writeFiles(folder, others);
    await mkdir(path.join(folder, "data_batch_3.bin"));
    await expect(load("cifar10")).rejects.toThrow("Not there: data_batch_3.bin, test_batch.bin.");
    await rmdir(path.join(folder, "data_batch_3.bin"));
    await writeFiles(folder, { "data_batch_3.bin": third, "test_batch.bin": test });
    expect((await load("cifar10")).train.count).toBe(6);
  });

  it("have names of classes as long as names of folders at most", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `${index}`.padEnd(256, "x"));
    await writeFiles(folder, { ...cifar, "batches.meta.txt": names.join("\n") });
    expect((await load("cifar10")).classNames[0]).toBe("airplane");
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
