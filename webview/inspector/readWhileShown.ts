import { computed, effect } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import { isActive } from "../../model/run/phase.js";
import type { Stores } from "../state/binding/stores.js";
import type { WeightRequests } from "../state/weights/weightRequests.js";

const weightsEveryMs = 5_000;

/** Reads anew after a checkpoint or an evaluation, and every five seconds while the weights change. Returns what ends it. */
export function readWeightsWhileShown(
  reader: WeightRequests,
  { runs }: Pick<Stores, "runs">,
  wanted: () => NodeId | null,
): () => void {
  const milestone = computed(() => {
    const { checkpoint, evaluations, started } = runs.run.value;
    return `${started?.runId ?? ""} ${checkpoint ?? ""} ${evaluations.length}`;
  });
  let before = { id: wanted(), at: milestone.peek() };
  reader.want(before.id);
  const endReading = effect(() => {
    const next = { id: wanted(), at: milestone.value };
    // A layer that is wanted anew is read anyway.
    if (next.id !== before.id) reader.want(next.id);
    else if (next.at !== before.at) reader.refresh();
    before = next;
  });
  const isTraining = computed(() => {
    const { phase } = runs.run.value;
    return isActive(phase) && phase !== "paused" && wanted() !== null;
  });
  const endPolling = effect(() => {
    if (!isTraining.value) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") reader.refresh();
    }, weightsEveryMs);
    return () => {
      clearInterval(timer);
    };
  });
  return () => {
    for (const end of [endReading, endPolling]) end();
    reader.want(null);
  };
}
