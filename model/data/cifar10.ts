import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import path from "node:path";
import { namesIn } from "../host/files.js";
import { readOrdinaryFile } from "../host/ordinaryFile.js";
import { codeOf } from "../messages/errorCode.js";
import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import type { Dataset, DatasetProvider, Examples, LoadOptions } from "./dataset.js";
import { damaged } from "./idx.js";
import { readContent } from "./idxFile.js";
import { expandHome, requireFolder } from "./places.js";

const title = "CIFAR-10";
const [side, colors] = [32, 3];
const area = side * side;
/** A label, then all red, all green and all blue values in rows. */
const recordBytes = 1 + colors * area;

const trainName = /^data_batch_\d+\.bin$/u;
const usualBatches = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);
const testName = "test_batch.bin";
const namesFile = "batches.meta.txt";
/** In the order of the labels, where the file of names is not there. */
const usualNames = [
  ...["airplane", "automobile", "bird", "cat", "deer"],
  ...["dog", "frog", "horse", "ship", "truck"],
];

/** Krizhevsky's CIFAR-10 in its binary version. */
export const cifar10: DatasetProvider = {
  id: "cifar10",
  title,
  isPublished: false,
  files: says("CIFAR-10's binary files"),
  recognizes: async (directory) => {
    const names = await namesIn(directory);
    return names.includes(testName) || names.some((name) => trainName.test(name));
  },
  requireFolder: async (directory) => {
    await batchesIn(directory);
  },
  load,
};

async function load({ directory: chosen, signal, report }: LoadOptions): Promise<Dataset> {
  const batches = await batchesIn(chosen);
  const directory = expandHome(chosen);
  report(says("Reading {0} from {1}, {2}", title, says("the given folder"), directory), null);
  const checksums: Record<string, string> = {};
  const read = async (name: string): Promise<Uint8Array> => {
    const bytes = await readContent(path.join(directory, name), signal);
    requireRecords(name, bytes);
    checksums[name] = createHash("sha256").update(bytes).digest("hex");
    return bytes;
  };
  const train: Uint8Array[] = [];
  for (const name of batches) train.push(await read(name));
  const test = await read(testName);
  return {
    ...{ id: cifar10.id, title, source: directory, classNames: await namesOfClasses(directory) },
    ...{ train: examplesOf(train), test: examplesOf([test]), checksums },
  };
}

/** The files to train on; throws a UsageError where some of them or the test's are missing. */
async function batchesIn(chosen: string): Promise<readonly string[]> {
  const directory = await requireFolder(chosen);
  const names: string[] = [];
  for (const name of await namesIn(directory)) {
    if (await isFile(path.join(directory, name))) names.push(name);
  }
  const missing = [...usualBatches, testName].filter((name) => !names.includes(name));
  if (missing.length === 0) return names.filter((name) => trainName.test(name)).sort();
  throw new UsageError(
    says("The data folder {0} lacks files of the data set.", directory),
    says("Not there: {0}.", missing.join(", ")),
    "Choose the folder with the files data_batch_1.bin to data_batch_5.bin and test_batch.bin.",
    { remedy: "data" },
  );
}

/** Whether anything but a folder lies there: of what may not be read that is told when it is. */
async function isFile(location: string): Promise<boolean> {
  return stat(location).then(
    (status) => !status.isDirectory(),
    (error: unknown) => codeOf(error) !== "ENOENT",
  );
}

function requireRecords(name: string, bytes: Uint8Array): void {
  const surplus = bytes.length % recordBytes;
  if (bytes.length === 0) throw damaged(name, says("It is empty."));
  if (surplus !== 0) {
    throw damaged(
      name,
      says(
        "Its length, {0}, is no multiple of the {1} bytes of an image.",
        bytes.length,
        recordBytes,
      ),
    );
  }
  for (let place = 0; place < bytes.length; place += recordBytes) {
    const label = bytes[place] ?? 0;
    if (label < usualNames.length) continue;
    throw damaged(
      name,
      says(
        "Label {0} is {1}, where the classes are 0 to {2}.",
        ...[place / recordBytes, label, usualNames.length - 1],
      ),
    );
  }
}

function examplesOf(files: readonly Uint8Array[]): Examples {
  const count = files.reduce((sum, { length }) => sum + length / recordBytes, 0);
  const images = new Uint8Array(count * area * colors);
  const labels = new Uint8Array(count);
  let example = 0;
  for (const bytes of files) {
    for (let start = 0; start < bytes.length; start += recordBytes, example++) {
      labels[example] = bytes[start] ?? 0;
      interleave(bytes.subarray(start + 1, start + recordBytes), images, example * area * colors);
    }
  }
  return { count, height: side, width: side, channels: colors, images, labels };
}

/** Colors lie beside each other in ours, and plane after plane in theirs. */
function interleave(planes: Uint8Array, images: Uint8Array, start: number): void {
  for (let pixel = 0; pixel < area; pixel++) {
    for (let color = 0; color < colors; color++) {
      images[start + pixel * colors + color] = planes[color * area + pixel] ?? 0;
    }
  }
}

/** The usual ones where the file is missing or is another. */
async function namesOfClasses(directory: string): Promise<readonly string[]> {
  const file = path.join(directory, namesFile);
  const text = await readOrdinaryFile(file).then(String, () => "");
  const names = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  const isUsable = names.length === usualNames.length && names.every(isName);
  return isUsable ? names : usualNames;
}

/** As long as that of a folder may be, which is what a record of a run takes. */
function isName({ length }: string): boolean {
  return length <= 255;
}
