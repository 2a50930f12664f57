import * as z from "zod";
import type { Contribution } from "./contribution.js";
import type { NetworkQuestion } from "./question.js";

/** What each path gives to a network after so many steps. */
export interface PathContributions extends Contribution {
  readonly step: number;
}

/** Takes the paths away, one after the other, for so many examples of the test set at most. */
export const contribution: NetworkQuestion<number, PathContributions> = {
  of: "network",
  input: z.int().min(1),
  answer: (network, most, watch) => network.contribution(most, watch),
};
