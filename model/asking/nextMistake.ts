import * as z from "zod";
import type { NetworkQuestion } from "./question.js";

export interface MistakeWish {
  /** The example of the test set that is looked at: it is gone on from there, and round. */
  readonly after: number;
  /** The class of the examples; null for all. */
  readonly within: number | null;
}

/** The next mistakes after so many steps; none where each of these examples is taken for what it is. */
export interface NextMistakes {
  readonly step: number;
  /** Numbers of the test set, in the order in which one goes on. */
  readonly examples: readonly number[];
}

/** Looks for an image that the network gets wrong: in most networks a batch is enough. */
export const nextMistake: NetworkQuestion<MistakeWish, NextMistakes> = {
  of: "network",
  input: z.object({ after: z.int().min(0), within: z.int().min(0).nullable() }),
  answer: async (network, { after, within }, watch) => {
    const { labels, count } = (await network.dataset()).test;
    const order = Array.from({ length: count }, (_, place) => (after + 1 + place) % count);
    const wanted = order.filter((example) => within === null || labels[example] === within);
    return network.nextMistakes(wanted, watch);
  },
};
