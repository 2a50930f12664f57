import { isRecord } from "../isRecord.js";

/** A picture of a person's own, prepared for the network of the run shown. */
export interface OwnImage {
  /** Of its file. */
  readonly name: string;
  /** As `preparedPicture` tells them. */
  readonly pixels: string;
}

/** The image that a person sends through the network. */
export interface ChosenImage {
  /** The number of an example of the test set; where one goes on after a picture of one's own. */
  readonly example: number;
  /** The class within which one goes on to others; null for all. */
  readonly within: number | null;
  /** What is sent through in place of the example; null for the example itself. */
  readonly own: OwnImage | null;
}

export const firstImage: ChosenImage = { example: 0, within: null, own: null };

/** A page's own state is a short text: a larger picture is chosen anew after a reload. */
const mostKept = 8_000;

export function isShort({ own }: ChosenImage): boolean {
  return (own?.pixels.length ?? 0) <= mostKept;
}

/** What is kept of it over a reload. */
export function keptImage(image: ChosenImage | null): ChosenImage | null {
  return image === null || isShort(image) ? image : { ...image, own: null };
}

/** What was kept of a chosen image; null where it is none. A data set that came since may have no such example. */
export function readChosenImage(value: unknown): ChosenImage | null {
  if (!isRecord(value)) return null;
  const { example, within, own } = value;
  if (!isNumber(example) || (within !== null && !isNumber(within))) return null;
  return { example, within, own: readOwn(own) };
}

function readOwn(value: unknown): OwnImage | null {
  if (!isRecord(value)) return null;
  const { name, pixels } = value;
  return typeof name === "string" && typeof pixels === "string" ? { name, pixels } : null;
}

function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
