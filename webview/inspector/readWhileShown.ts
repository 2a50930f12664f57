import { effect } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import type { Stores } from "../state/binding/stores.js";
import type { WeightRequests } from "../state/weights/weightRequests.js";
import { milestoneOf, whileTraining } from "../state/whileTraining.js";

const weightsEveryMs = 5_000;

/** Reads anew after a checkpoint or an evaluation, and every five seconds while the weights change. Returns what ends it. */
export function readWeightsWhileShown(
  reader: WeightRequests,
  { runs }: Pick<Stores, "runs">,
  wanted: () => NodeId | null,
): () => void {
  const milestone = milestoneOf(runs);
  let before = { id: wanted(), at: milestone.peek() };
  reader.want(before.id);
  const endReading = effect(() => {
    const next = { id: wanted(), at: milestone.value };
    // A layer that is wanted anew is read anyway.
    if (next.id !== before.id) reader.want(next.id);
    else if (next.at !== before.at) reader.refresh();
    before = next;
  });
  const isWanted = (): boolean => wanted() !== null;
  const endPolling = whileTraining(runs, { isWanted, everyMs: weightsEveryMs }, () => {
    reader.refresh();
  });
  return () => {
    for (const end of [endReading, endPolling]) end();
    reader.want(null);
  };
}
