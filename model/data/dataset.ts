import type { Message } from "../messages/message.js";

/** The number of each example's class. */
export type Labels = Uint8Array | Uint16Array;

/** Images and their classes, in the order of the files. */
export interface Examples {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** count×height×width×channels, 0 to 255. */
  readonly images: Uint8Array;
  readonly labels: Labels;
}

/** Something in a folder that is not trained on, and why. */
export interface LeftOut {
  /** Below the folder. */
  readonly file: string;
  readonly why: Message;
  /** It should be a picture, and cannot be read. */
  readonly isUnreadable: boolean;
}

export interface Dataset {
  readonly id: string;
  readonly title: string;
  /** Where its files were found. */
  readonly source: string;
  readonly classNames: readonly string[];
  readonly train: Examples;
  readonly test: Examples;
  /**
   * SHA-256 (hex) of the unpacked content of each file used, by file name without `.gz`; of a folder of
   * pictures one, of their names, their lengths and which are for the test.
   */
  readonly checksums: Readonly<Record<string, string>>;
  /** Missing where everything is used. */
  readonly leftOut?: readonly LeftOut[];
  /** What was made of the files, in sentences; missing where they are taken as they are. */
  readonly remarks?: readonly Message[];
}

/** A data set as far as a trained network is asked about it. */
export type TestSet = Omit<Dataset, "train">;

/** How many examples a data set has, of what size, and how many classes. */
export interface DatasetSize extends Pick<Examples, "height" | "width" | "channels"> {
  readonly trainExamples: number;
  readonly testExamples: number;
  readonly classes: number;
}

/** What a run asks of pictures that have no size and no split of their own. */
export interface PictureForm {
  readonly inputSize: readonly [height: number, width: number];
  /** Decides which are for the test. */
  readonly seed: number;
}

export interface LoadOptions {
  /** A folder with the set's files, which must then be there; empty to search the usual places. */
  readonly directory: string;
  readonly form: PictureForm;
  readonly signal: AbortSignal;
  /** `fraction` is 0 to 1, or null where it cannot be known. */
  readonly report: (message: Message, fraction: number | null) => void;
}

export interface DatasetProvider {
  readonly id: string;
  readonly title: string;
  /** It can be found or fetched where no folder is named. */
  readonly isPublished: boolean;
  /** What its files are, for a person whose folder has none of them. */
  readonly files: Message;
  /** Whether a folder's contents look like its files, by its whole path; little is read, and nothing thrown. */
  recognizes(directory: string): Promise<boolean>;
  /** Throws a UsageError unless a folder that a person chose has all files; nothing is read yet. */
  requireFolder(directory: string): Promise<void>;
  /** Throws a UserError where the files are missing, damaged or out of reach. */
  load(options: LoadOptions): Promise<Dataset>;
  /** The same without what is trained on; missing where that takes as long. */
  loadTest?(options: LoadOptions): Promise<TestSet>;
}
