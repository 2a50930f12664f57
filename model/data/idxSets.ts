import type { DatasetSize } from "./dataset.js";
import { fashionMnist } from "./fashionMnist.js";
import type { IdxSet } from "./idxSet.js";

/** The sets in the form of MNIST; the first is the default. */
export const idxSets: readonly IdxSet[] = [fashionMnist];

/** Whether it can be found or fetched where no folder is named. */
export function isPublished(dataset: string): boolean {
  return idxSets.some(({ id }) => id === dataset);
}

/** What is known of a data set without reading its files; null where it is not known. */
export function sizeOf(dataset: string): DatasetSize | null {
  const set = idxSets.find(({ id }) => id === dataset);
  if (set === undefined) return null;
  const [trainExamples = 0, height = 0, width = 0] = set.train.images.dimensions;
  const [testExamples = 0] = set.test.images.dimensions;
  return {
    trainExamples,
    testExamples,
    height,
    width,
    channels: 1,
    classes: set.classNames.length,
  };
}
