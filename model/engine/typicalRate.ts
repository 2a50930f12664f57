import type { Range } from "../machine/range.js";

/** What many threads do together, of what one does: at best all of it each, at worst less and less. */
export function rateOfThreads({ low, high }: Range, threads: number): Range {
  return { low: low * threads ** 0.75, high: high * threads };
}
