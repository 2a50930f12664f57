import { readIdxFile, type IdxFile } from "./idxFile.js";
import type { IdxSet } from "./idxSet.js";
import { locate } from "./places.js";

/** Other sets have files of the same names: these have its labels, of one part at least. */
export async function holdsLabels(directory: string, set: IdxSet): Promise<boolean> {
  for (const { labels } of [set.test, set.train]) {
    const location = await locate(directory, labels.name);
    if (location !== undefined && (await isContentOf(location, labels))) return true;
  }
  return false;
}

function isContentOf(location: string, file: IdxFile): Promise<boolean> {
  return readIdxFile(location, file, new AbortController().signal).then(
    () => true,
    () => false,
  );
}
