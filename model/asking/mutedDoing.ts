import * as z from "zod";
import type { MutedPart } from "../network/mutable.js";
import type { DoingWithout } from "./doingWithout.js";
import { mutedPartsSchema } from "./mutedParts.js";
import type { NetworkQuestion } from "./question.js";

export interface MutingQuestion {
  readonly muted: readonly MutedPart[];
  /** Examples of the test set at most. */
  readonly most: number;
}

/** How a network does after so many steps, whole and without these parts. */
export interface MutedDoing extends DoingWithout {
  readonly step: number;
}

/** Tests the network without some of its parts; the whole one too where that is not known yet. */
export const mutedDoing: NetworkQuestion<MutingQuestion, MutedDoing> = {
  of: "network",
  input: z.object({ muted: mutedPartsSchema, most: z.int().min(1) }),
  answer: (network, { muted, most }, watch) => network.doingWithout(muted, most, watch),
};
