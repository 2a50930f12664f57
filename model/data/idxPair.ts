import path from "node:path";
import type { Examples } from "./dataset.js";
import { damaged, type IdxArray } from "./idx.js";
import { readIdxFile, type IdxFile } from "./idxFile.js";
import { locate } from "./places.js";
import { says } from "../messages/message.js";

/** The images and the labels of the same examples. */
export interface IdxPair {
  readonly images: IdxFile;
  readonly labels: IdxFile;
}

/** Reads both files; throws a UserError if they do not fit each other or a label has no class. */
export async function readIdxPair(
  directory: string,
  pair: IdxPair,
  classCount: number,
  signal: AbortSignal,
): Promise<Examples> {
  const [images, labels] = await Promise.all([
    readNamed(directory, pair.images, signal),
    readNamed(directory, pair.labels, signal),
  ]);
  checkLabels(labels, pair.labels.name, classCount);
  const [count = 0, height = 0, width = 0] = images.dimensions;
  if (labels.values.length !== count) {
    throw damaged(
      pair.labels.name,
      says(
        "Its number of labels is {0}, where that of the images in {2} is {1}.",
        ...[labels.values.length, count, pair.images.name],
      ),
    );
  }
  return { count, height, width, channels: 1, images: images.values, labels: labels.values };
}

async function readNamed(directory: string, file: IdxFile, signal: AbortSignal): Promise<IdxArray> {
  const location = (await locate(directory, file.name)) ?? path.join(directory, file.name);
  return readIdxFile(location, file, signal);
}

function checkLabels({ values }: IdxArray, name: string, classCount: number): void {
  const index = values.findIndex((label) => label >= classCount);
  if (index === -1) return;
  throw damaged(
    name,
    says(
      "Label {0} is {1}, where the classes are 0 to {2}.",
      ...[index, values[index] ?? NaN, classCount - 1],
    ),
  );
}
