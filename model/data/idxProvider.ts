import { UserError } from "../messages/userError.js";
import type { Dataset, DatasetProvider, LoadOptions } from "./dataset.js";
import { fetchSet } from "./fetchSet.js";
import { holdsLabels } from "./holdsLabels.js";
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
    load: async (options) => {
      const surroundings = getSurroundings();
      if (options.directory === "") return search(set, surroundings, options);
      return readGiven(set, expandHome(options.directory, surroundings.home), options);
    },
  };
}

async function readGiven(set: IdxSet, directory: string, options: LoadOptions): Promise<Dataset> {
  await requireFiles(directory, fileNames(set));
  return read(set, { title: says("the given folder"), directory }, options);
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
      options.report(sentences(faultSaidBy(error), "Searching on."), null);
    }
  }
  return read(set, await fetchSet(set, surroundings, options), options);
}

async function read(set: IdxSet, place: SearchedFolder, options: LoadOptions): Promise<Dataset> {
  const { directory } = place;
  options.report(says("Reading {0} from {1}, {2}", set.title, place.title, directory), null);
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
