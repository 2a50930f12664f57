import type { IdxFile } from "./idxFile.js";
import type { IdxPair } from "./idxPair.js";

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

export function filesOf({ train, test }: IdxSet): readonly IdxFile[] {
  return [train.images, train.labels, test.images, test.labels];
}

export function fileNames(set: IdxSet): readonly string[] {
  return filesOf(set).map((file) => file.name);
}
