import { computed, effect } from "@preact/signals-core";
import type { WeightsOf } from "../../protocol.js";
import type { RunStore } from "../runStore.js";
import { milestoneOf, whileTraining } from "../whileTraining.js";

/** An answer takes a tenth of a second of a step's time. */
const lookEveryMs = 2_000;

/** A question that follows what a person looks at. */
interface Followed<I> {
  readonly want: (input: I | null, moment: string, whose?: WeightsOf) => void;
  readonly refresh: () => void;
}

/**
 * Looks at what is wanted, with the weights of the moment that a person looks at; the newest are asked anew after a
 * checkpoint or an evaluation and while they change. Of another run what was told is no answer. Returns what ends it.
 */
export function lookWhileShown<I>(
  requests: Followed<I>,
  runs: Pick<RunStore, "run" | "whose">,
  wanted: () => I | null,
  whose: () => WeightsOf = () => runs.whose.value,
): () => void {
  const milestone = milestoneOf(runs);
  const runId = computed(() => runs.run.value.started?.runId);
  let told: string | undefined;
  // What was kept stays as it is.
  const changes = computed(() => whose().at === undefined);
  const endLooking = effect(() => {
    if (runId.value !== told) requests.want(null, "");
    told = runId.value;
    requests.want(wanted(), changes.value ? milestone.value : "", whose());
  });
  const isWanted = (): boolean => changes.value && wanted() !== null;
  const endPolling = whileTraining(runs, { isWanted, everyMs: lookEveryMs }, () => {
    requests.refresh();
  });
  return () => {
    for (const end of [endLooking, endPolling]) end();
    requests.want(null, "");
  };
}
