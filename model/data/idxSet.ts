import path from "node:path";
import { UserError } from "../run/userError.js";
import type { Dataset, DatasetProvider, LoadOptions } from "./dataset.js";
import type { IdxFile } from "./idxFile.js";
import { readIdxPair, type IdxPair } from "./idxPair.js";
import { missingFiles, requireFiles, type Place } from "./places.js";
import { hostSurroundings, usualPlaces, type Surroundings } from "./usualPlaces.js";

/** A data set in the form of MNIST: two pairs of IDX files, and where they can be had. */
export interface IdxSet {
  readonly id: string;
  readonly title: string;
  readonly classNames: readonly string[];
  readonly train: IdxPair;
  readonly test: IdxPair;
  readonly folders: {
    /** An absolute path. */
    readonly debian: string;
    /** Below Keras' `datasets` folder. */
    readonly keras: string;
    /** Below the root that was given to torchvision. */
    readonly torchvision: string;
  };
  /** The folder of the packed files, with a slash at its end. */
  readonly url: string;
  readonly debianPackage: string;
}

/** The provider of an IDX set; `surroundings` decide where the usual places are. */
export function createIdxProvider(
  set: IdxSet,
  surroundings: Surroundings = hostSurroundings(),
): DatasetProvider {
  return {
    id: set.id,
    title: set.title,
    load: async (options) =>
      options.directory === ""
        ? await search(set, surroundings, options)
        : await readGiven(set, path.resolve(options.directory), options),
  };
}

async function readGiven(set: IdxSet, directory: string, options: LoadOptions): Promise<Dataset> {
  await requireFiles(directory, fileNames(set));
  return read(set, { title: "the given folder", directory }, options);
}

/** Takes the first place whose files are all there and sound; a damaged one is reported and passed. */
async function search(
  set: IdxSet,
  surroundings: Surroundings,
  options: LoadOptions,
): Promise<Dataset> {
  for (const place of usualPlaces(set, surroundings)) {
    if ((await missingFiles(place.directory, fileNames(set))).length > 0) continue;
    try {
      return await read(set, place, options);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      options.report(`${error.what} ${error.why} Searching on.`, null);
    }
  }
  throw new UserError(
    `${set.title} was not found.`,
    "None of the usual places holds it.",
    "Choose its folder in the settings or with --data.",
  );
}

async function read(set: IdxSet, place: Place, options: LoadOptions): Promise<Dataset> {
  const { directory } = place;
  options.report(`Reading ${set.title} from ${place.title}, ${directory}`, null);
  const readPair = (pair: IdxPair) =>
    readIdxPair(directory, pair, set.classNames.length, options.signal);
  const [train, test] = await Promise.all([readPair(set.train), readPair(set.test)]);
  return {
    id: set.id,
    title: set.title,
    source: directory,
    classNames: set.classNames,
    train,
    test,
    // A file whose sum differs has been refused, so what was read has these.
    checksums: Object.fromEntries(filesOf(set).map(({ name, sha256 }) => [name, sha256])),
  };
}

function filesOf({ train, test }: IdxSet): readonly IdxFile[] {
  return [train.images, train.labels, test.images, test.labels];
}

function fileNames(set: IdxSet): readonly string[] {
  return filesOf(set).map((file) => file.name);
}
