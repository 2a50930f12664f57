import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { ImageLook, SeenImage } from "../../../model/asking/seenImage.js";
import type { AskRun } from "../../host/runQuestions.js";
import { NewestQuestion, type NoAnswer } from "../newestQuestion.js";
import { saysTheSame } from "../settled.js";

/** What the page knows of what the network makes of an image. */
export interface SeenState {
  /** What was asked for last; null for nothing. */
  readonly asked: ImageLook | null;
  /** The newest answer, which may still be that to the question before; null before the first. */
  readonly seen: { readonly look: ImageLook; readonly image: SeenImage } | null;
  /** Whether an answer is awaited, of which a person should be told. */
  readonly isSlow: boolean;
  /** Whether the newest answer is of other weights than those that are asked for. */
  readonly isOfOthers: boolean;
  /** Why there is no answer: the run has no network or no such image yet, or could not be asked. */
  readonly problem: NoAnswer | null;
}

export const nothingSeen: SeenState = {
  ...{ asked: null, seen: null, problem: null },
  ...{ isSlow: false, isOfOthers: false },
};

/** Sends images through the run's network; the newest question wins. Fewer nodes of the same image are there already. */
export class ImageRequests extends NewestQuestion<"seenImage"> {
  readonly state: ReadonlySignal<SeenState> = computed(() => {
    const { found, ...rest } = this.newest.value;
    return { ...rest, seen: found === null ? null : { look: found.input, image: found.answer } };
  });

  constructor(ask: AskRun) {
    super(ask, "seenImage", saysNoMore);
  }
}

/** Whether a person should be told that one waits for what an image is taken for, and not for more of its maps alone. */
export function isAwaited({ asked, seen, isSlow, isOfOthers }: SeenState): boolean {
  if (!isSlow || asked === null) return false;
  return seen === null || isOfOthers || !saysNoMore({ ...asked, nodes: [], most: 0 }, seen.look);
}

/** Whether there is nothing yet to be told of an image, which is on its way. */
export function isToCome({ seen, problem }: SeenState): boolean {
  return seen === null && problem === null;
}

/** Whether an answer to the second question says all that the first one asks. */
export function saysNoMore(look: ImageLook, covered: ImageLook): boolean {
  const { nodes, most, ...image } = look;
  const { nodes: known, most: mostKnown, ...knownImage } = covered;
  return (
    saysTheSame(image, knownImage) && most <= mostKnown && nodes.every((id) => known.includes(id))
  );
}
