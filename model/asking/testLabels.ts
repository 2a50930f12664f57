import * as z from "zod";
import type { NetworkQuestion } from "./question.js";

/** What each example of the test set is, in the set's order. */
export interface TestLabels {
  readonly classNames: readonly string[];
  /** Numbers of classes. */
  readonly labels: Uint16Array;
}

/** Tells it without the network, so at once. */
export const testLabels: NetworkQuestion<null, TestLabels> = {
  of: "network",
  input: z.null(),
  answer: async (network) => {
    const { test, classNames } = await network.dataset();
    return { classNames, labels: Uint16Array.from(test.labels) };
  },
};
