/** The image that a person sends through the network: an example of the test set. */
export interface ChosenImage {
  /** Its number there. */
  readonly example: number;
  /** The class within which one goes on to others; null for all. */
  readonly within: number | null;
}

export const firstImage: ChosenImage = { example: 0, within: null };

/** Whether this was kept as a chosen image; a data set that came since may have no such example. */
export function isChosenImage(value: unknown): value is ChosenImage {
  if (typeof value !== "object" || value === null) return false;
  // SAFETY: any object may be read by names; what is found is unknown.
  const { example, within } = value as Readonly<Record<string, unknown>>;
  return isNumber(example) && (within === null || isNumber(within));
}

function isNumber(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}
