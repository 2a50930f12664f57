import * as z from "zod";
import type { Excitation } from "./excitation.js";
import type { NetworkQuestion } from "./question.js";

/** What excites the channels of a network after so many steps. */
export interface ChannelExcitation extends Excitation {
  readonly step: number;
  readonly classNames: readonly string[];
}

/** Looks for it in so many examples of the test set at most. */
export const excitation: NetworkQuestion<number, ChannelExcitation> = {
  of: "network",
  input: z.int().min(1),
  answer: async (network, most, watch) => {
    const found = await network.excitation(most, watch);
    const { classNames } = await network.dataset();
    return { classNames, ...found };
  },
};
