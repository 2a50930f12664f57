/** What lies between; both ends are the same where a number is known. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The middle where numbers are told apart by their ratio. */
export function middleOf({ low, high }: Range): number {
  return Math.sqrt(low * high);
}
