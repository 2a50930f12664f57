import { UserError } from "../messages/userError.js";
import type { Dataset, DatasetProvider, Examples, LoadOptions, TestSet } from "./dataset.js";
import { fetchSet } from "./fetchSet.js";
import { holdsLabels } from "./holdsLabels.js";
import type { IdxFile } from "./idxFile.js";
import { readIdxPair, type IdxPair } from "./idxPair.js";
import { fileNames, filesOf, type IdxSet } from "./idxSet.js";
import { expandHome, missingFiles, requireFiles, type SearchedFolder } from "./places.js";
import { hostSurroundings, usualPlaces, type Surroundings } from "./usualPlaces.js";
import { says, sentences } from "../messages/message.js";
import { faultSaidBy } from "../messages/saidError.js";

/** The provider of an IDX set; `getSurroundings`, asked at each load, decides on the usual places. */
export function createIdxProvider(
  set: IdxSet,
  getSurroundings: () => Surroundings = hostSurroundings,
): DatasetProvider {
  return {
    id: set.id,
    title: set.title,
    isPublished: true,
    files: says("{0}'s four IDX files", set.title),
    recognizes: (directory) => holdsLabels(directory, set),
    requireFolder: (directory) =>
      requireFiles(expandHome(directory, getSurroundings().home), fileNames(set)),
    load: (options) => find(wholeOf(set), getSurroundings(), options),
    loadTest: (options) => find(testOf(set), getSurroundings(), options),
  };
}

/** What is read of a set: these files, into this. */
interface Part<T> {
  readonly set: IdxSet;
  readonly files: readonly IdxFile[];
  readonly read: (readPair: (pair: IdxPair) => Promise<Examples>) => Promise<T>;
}

function wholeOf(set: IdxSet): Part<Pick<Dataset, "train" | "test">> {
  return {
    ...{ set, files: filesOf(set) },
    read: async (readPair) => {
      const [train, test] = await Promise.all([readPair(set.train), readPair(set.test)]);
      return { train, test };
    },
  };
}

function testOf(set: IdxSet): Part<Pick<Dataset, "test">> {
  const files = [set.test.images, set.test.labels];
  return { set, files, read: async (readPair) => ({ test: await readPair(set.test) }) };
}

type Found<T> = Promise<T & Omit<TestSet, "test">>;

/** In the given folder, or in the usual places. */
async function find<T>(part: Part<T>, surroundings: Surroundings, options: LoadOptions): Found<T> {
  if (options.directory === "") return search(part, surroundings, options);
  const directory = expandHome(options.directory, surroundings.home);
  await requireFiles(directory, namesOf(part));
  return read(part, { title: says("the given folder"), directory }, options);
}

/** Takes the first place whose files are all there and sound; a damaged one is reported and passed. */
async function search<T>(
  part: Part<T>,
  surroundings: Surroundings,
  options: LoadOptions,
): Found<T> {
  const { set } = part;
  for (const place of usualPlaces(set, surroundings)) {
    if ((await missingFiles(place.directory, namesOf(part))).length > 0) continue;
    try {
      return await read(part, place, options);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      options.report(sentences(faultSaidBy(error), "Searching on."), null);
    }
  }
  return read(part, await fetchSet(set, surroundings, options), options);
}

async function read<T>(
  { set, files, read: readPart }: Part<T>,
  { title, directory }: SearchedFolder,
  { report, signal }: LoadOptions,
): Found<T> {
  report(says("Reading {0} from {1}, {2}", set.title, title, directory), null);
  const found = await readPart((pair) =>
    readIdxPair(directory, pair, set.classNames.length, signal),
  );
  return {
    ...found,
    ...{ id: set.id, title: set.title, source: directory, classNames: set.classNames },
    // A file whose sum differs has been refused, so what was read has these.
    checksums: Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256])),
  };
}

function namesOf({ files }: Part<unknown>): readonly string[] {
  return files.map(({ name }) => name);
}
