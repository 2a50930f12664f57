/** Whether the long checks run, and nothing else: what takes minutes. */
export const isLong = process.env["GOOGLENET_LONG"] !== undefined;

/** Of a page test that repeats a short one, in another theme or network: it is one of the long checks. */
export const long = { tag: "@long" } as const;

/** What a test says of its length; nothing of one that is short. */
export type Length = typeof long | typeof wide | Record<string, never>;

/** Of the rows of a table of page tests: all but the short ones are long checks. */
export function longUnless(isShort: boolean): Length {
  return isShort ? {} : long;
}

/** Of a page test that tries a few windows each time, and more of them among the long checks. */
export const wide = { tag: "@wide" } as const;

/** What is tried each time, and what only where there are minutes. */
export function tried<T>(few: readonly T[], more: readonly T[]): readonly T[] {
  return isLong ? [...few, ...more] : few;
}

/** The width and the height of a window, in CSS pixels. */
export type WindowSize = readonly [width: number, height: number];

/** Which tests a configuration of Playwright runs. */
export const chosenByLength = isLong ? { grep: /@long|@wide/u } : { grepInvert: /@long/u };
