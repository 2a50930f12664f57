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

export interface Dataset {
  readonly id: string;
  readonly title: string;
  /** Where its files were found. */
  readonly source: string;
  readonly classNames: readonly string[];
  readonly train: Examples;
  readonly test: Examples;
  /** SHA-256 (hex) of the unpacked content of each file used, by file name without `.gz`. */
  readonly checksums: Readonly<Record<string, string>>;
}

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
  /** Throws a UsageError unless a folder that a person chose has all files; nothing is read yet. */
  requireFolder(directory: string): Promise<void>;
  /** Throws a UserError where the files are missing, damaged or out of reach. */
  load(options: LoadOptions): Promise<Dataset>;
}
