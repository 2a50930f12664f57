import { effect } from "@preact/signals-core";
import type { ImageLook } from "../../../model/asking/seenImage.js";
import type { RunStore } from "../runStore.js";
import { milestoneOf, whileTraining } from "../whileTraining.js";
import type { ImageRequests } from "./imageRequests.js";

/** An answer takes a tenth of a second of a step's time. */
const lookEveryMs = 2_000;

/** Looks at what is wanted, and anew after a checkpoint or an evaluation and while the weights change. Returns what ends it. */
export function lookWhileShown(
  requests: ImageRequests,
  runs: Pick<RunStore, "run">,
  wanted: () => ImageLook | null,
): () => void {
  const milestone = milestoneOf(runs);
  const endLooking = effect(() => {
    requests.want(wanted(), milestone.value);
  });
  const isWanted = (): boolean => wanted() !== null;
  const endPolling = whileTraining(runs, { isWanted, everyMs: lookEveryMs }, () => {
    requests.refresh();
  });
  return () => {
    for (const end of [endLooking, endPolling]) end();
    requests.want(null, "");
  };
}
