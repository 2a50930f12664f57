import type { WeightsOf } from "../../protocol.js";
import { isRecord } from "../isRecord.js";
import { isShort, readChosenImage, type ChosenImage } from "./chosenImage.js";

/**
 * What is looked at beside the image that goes through the network, as the second of two: another image through the
 * same weights, or the same image through others.
 */
export interface Compared {
  /** Null for the image at hand, whichever that becomes. */
  readonly image: ChosenImage | null;
  /** Those of the run shown where nothing is said. */
  readonly weights: WeightsOf;
  /** Where others were chosen, the run that was shown then: they are compared with those of no other. */
  readonly beside: string | null;
}

/** Whether it goes through the weights of the run shown, as the first does. */
export function isThroughSame({ weights }: Compared): boolean {
  return Object.keys(weights).length === 0;
}

/** Whether it is found again after a reload; else people are told before. */
export function isKept({ image }: Compared): boolean {
  return image === null || isShort(image);
}

/** Whether it was chosen beside another run than that of this id. */
export function isOfAnother(compared: Compared | null, shown: string): boolean {
  const beside = compared?.beside ?? null;
  return beside !== null && beside !== shown;
}

/** Nothing of one that is too long: another image in its place would be compared unasked. */
export function keptCompared(compared: Compared | null): Compared | null {
  return compared !== null && isKept(compared) ? compared : null;
}

/** What was kept of it; null where it is none. */
export function readCompared(value: unknown): Compared | null {
  if (!isRecord(value)) return null;
  const [image, weights] = [readChosenImage(value["image"]), readWeights(value["weights"])];
  const { beside } = value;
  if (beside !== null && typeof beside !== "string") return null;
  return weights === null || (image === null && value["image"] !== null)
    ? null
    : { image, weights, beside };
}

function readWeights(value: unknown): WeightsOf | null {
  if (!isRecord(value)) return null;
  const { run, at } = value;
  if ((run !== undefined && typeof run !== "string") || (at !== undefined && !isStep(at)))
    return null;
  return { ...(run === undefined ? {} : { run }), ...(at === undefined ? {} : { at }) };
}

function isStep(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
