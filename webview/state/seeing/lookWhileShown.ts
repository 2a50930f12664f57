import { effect } from "@preact/signals-core";
import type { RunStore } from "../runStore.js";
import { milestoneOf, whileTraining } from "../whileTraining.js";

/** An answer takes a tenth of a second of a step's time. */
const lookEveryMs = 2_000;

/** A question that follows what a person looks at. */
interface Followed<I> {
  readonly want: (input: I | null, moment: string) => void;
  readonly refresh: () => void;
}

/** Looks at what is wanted, and anew after a checkpoint or an evaluation, while the weights change, and through others that `weights` names. Returns what ends it. */
export function lookWhileShown<I>(
  requests: Followed<I>,
  runs: Pick<RunStore, "run">,
  wanted: () => I | null,
  weights: () => string = () => "",
): () => void {
  const milestone = milestoneOf(runs);
  const endLooking = effect(() => {
    requests.want(wanted(), `${milestone.value} ${weights()}`);
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
