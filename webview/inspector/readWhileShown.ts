import { computed, effect } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import type { Stores } from "../state/binding/stores.js";
import type { WeightRequests } from "../state/weights/weightRequests.js";
import { milestoneOf, whileTraining } from "../state/whileTraining.js";

const weightsEveryMs = 5_000;

/**
 * Reads anew after a checkpoint or an evaluation, and every five seconds while the weights change; of a moment that is
 * looked back at what the run has kept. Returns what ends it.
 */
export function readWeightsWhileShown(
  reader: WeightRequests,
  { runs }: Pick<Stores, "runs">,
  wanted: () => NodeId | null,
): () => void {
  const milestone = milestoneOf(runs);
  // What was kept of a moment of before stays as it is.
  const changes = computed(() => runs.whose.value.at === undefined);
  const moment = computed(() => (changes.value ? milestone.value : `${runs.whose.value.at}`));
  let before = { id: wanted(), at: moment.peek() };
  reader.want(before.id);
  const endReading = effect(() => {
    const next = { id: wanted(), at: moment.value };
    // A layer that is wanted anew is read anyway.
    if (next.id !== before.id) reader.want(next.id);
    else if (next.at !== before.at) reader.refresh();
    before = next;
  });
  const isWanted = (): boolean => changes.value && wanted() !== null;
  const endPolling = whileTraining(runs, { isWanted, everyMs: weightsEveryMs }, () => {
    reader.refresh();
  });
  return () => {
    for (const end of [endReading, endPolling]) end();
    reader.want(null);
  };
}
