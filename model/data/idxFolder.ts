import { createHash } from "node:crypto";
import path from "node:path";
import { namesIn } from "../host/files.js";
import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import type { Dataset, DatasetProvider, Examples, LoadOptions } from "./dataset.js";
import { damaged, type IdxArray } from "./idx.js";
import { readAnyIdx } from "./idxFile.js";
import { labelsOf, numbersOf, type Numbers } from "./numberedClasses.js";
import { holdsLabels } from "./holdsLabels.js";
import { idxSets } from "./idxSets.js";
import { expandHome, requireFolder } from "./places.js";

const title = "IDX files";

/** One of the files of such a set, by what stands in its name. */
interface Role {
  readonly part: "train" | "test";
  readonly content: "images" | "labels";
}

const roles: readonly Role[] = [
  { part: "train", content: "images" },
  { part: "train", content: "labels" },
  { part: "test", content: "images" },
  { part: "test", content: "labels" },
];

/** MNIST, and every set that has its files in the form of MNIST's. */
export const idxFolder: DatasetProvider = {
  id: "idx",
  title,
  isPublished: false,
  files: says("the four IDX files of MNIST or of a set like it"),
  recognizes: async (directory) => {
    const names = await namesIn(directory);
    if (!roles.every((role) => names.some((name) => hasRole(name, role)))) return false;
    for (const set of idxSets) if (await holdsLabels(directory, set)) return false;
    return true;
  },
  requireFolder: async (directory) => {
    await fourFiles(directory);
  },
  load,
};

async function load({ directory: chosen, signal, report }: LoadOptions): Promise<Dataset> {
  const files = await fourFiles(chosen);
  const directory = expandHome(chosen);
  report(says("Reading {0} from {1}, {2}", title, says("the given folder"), directory), null);
  const checksums: Record<string, string> = {};
  const read = async (role: Role): Promise<IdxArray> => {
    const name = files(role);
    const location = path.join(directory, name);
    const { bytes, ...array } = await readAnyIdx(
      location,
      role.content === "images" ? 3 : 1,
      signal,
    );
    checksums[name.replace(/\.gz$/iu, "")] = createHash("sha256").update(bytes).digest("hex");
    return array;
  };
  const [trainImages, trainLabels, testImages, testLabels] = [
    await read({ part: "train", content: "images" }),
    await read({ part: "train", content: "labels" }),
    await read({ part: "test", content: "images" }),
    await read({ part: "test", content: "labels" }),
  ];
  requireSameSize(directory, trainImages, testImages);
  const numbers = numbersOf(directory, trainLabels.values, testLabels.values);
  return {
    ...{ id: idxFolder.id, title: path.basename(directory) || title, source: directory },
    classNames: numbers.map(String),
    train: examplesOf(
      trainImages,
      trainLabels,
      numbers,
      files({ part: "train", content: "labels" }),
    ),
    test: examplesOf(testImages, testLabels, numbers, files({ part: "test", content: "labels" })),
    checksums,
  };
}

/** The name of each role's file; throws a UsageError where the folder has not one of each. */
async function fourFiles(chosen: string): Promise<(role: Role) => string> {
  const directory = await requireFolder(chosen);
  const names = await namesIn(directory);
  const found = (role: Role): readonly string[] => named(names, role);
  const lacking = roles.find((role) => found(role).length !== 1);
  if (lacking === undefined) return (role) => found(role)[0] ?? "";
  const several = found(lacking);
  throw new UsageError(
    says("The data folder {0} does not hold one data set of IDX files.", directory),
    several.length === 0
      ? says("Nothing in it is named like {0}.", usualName(lacking))
      : says("Several files could be {0}: {1}.", usualName(lacking), several.join(", ")),
    "Choose a folder with the four files of one data set, plain or with .gz.",
    { remedy: "data" },
  );
}

/** A file beside its packed copy is one. */
function named(names: readonly string[], role: Role): readonly string[] {
  const fitting = names.filter((name) => hasRole(name, role));
  return fitting.filter((name) => !fitting.includes(`${name}.gz`));
}

function hasRole(name: string, { part, content }: Role): boolean {
  const parts = part === "train" ? "train" : "t10k|test";
  return new RegExp(
    `(?:^|[-_.])(?:${parts})[-_.]${content}[-_.]idx\\d[-_.]ubyte(?:\\.gz)?$`,
    "iu",
  ).test(name);
}

function usualName({ part, content }: Role): string {
  const file = content === "images" ? "images-idx3-ubyte" : "labels-idx1-ubyte";
  return `${part === "train" ? "train" : "t10k"}-${file}`;
}

function requireSameSize(directory: string, train: IdxArray, test: IdxArray): void {
  const sizes = [train, test].map(({ dimensions }) => dimensions.slice(1).join("×"));
  if (train.dimensions.slice(1).includes(0)) {
    throw new UsageError(
      says("The pictures in {0} have no pixels.", directory),
      says("Their size is {0}.", ...sizes),
      "Choose a folder with the four files of one data set, plain or with .gz.",
      { remedy: "data" },
    );
  }
  if (sizes[0] === sizes[1]) return;
  throw new UsageError(
    says("The pictures in {0} are of different sizes.", directory),
    says("Those to train on have {0} pixels, those of the test {1}.", ...sizes),
    "Choose a folder with the four files of one data set, plain or with .gz.",
    { remedy: "data" },
  );
}

function examplesOf(
  { dimensions, values }: IdxArray,
  labels: IdxArray,
  numbers: Numbers,
  file: string,
): Examples {
  const [count = 0, height = 0, width = 0] = dimensions;
  if (labels.values.length !== count) {
    throw damaged(
      file,
      says(
        "Its number of labels is {0}, where that of the images is {1}.",
        labels.values.length,
        count,
      ),
    );
  }
  const examples = { count, height, width, channels: 1, images: values };
  return { ...examples, labels: labelsOf(labels.values, numbers) };
}
