import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import { isActive } from "../../model/run/phase.js";
import type { RunStore } from "./runStore.js";

/** Changes where what a run has learned is another for good: with each checkpoint or evaluation, and with another run. */
export function milestoneOf({ run }: Pick<RunStore, "run">): ReadonlySignal<string> {
  return computed(() => {
    const { checkpoint, evaluations, started } = run.value;
    return `${started?.runId ?? ""} ${checkpoint ?? ""} ${evaluations.length}`;
  });
}

/** Acts every so often while the weights change, somebody wants to know and the page is seen. Returns what ends it. */
export function whileTraining(
  { run }: Pick<RunStore, "run">,
  { isWanted, everyMs }: { readonly isWanted: () => boolean; readonly everyMs: number },
  act: () => void,
): () => void {
  const isTraining = computed(() => {
    const { phase } = run.value;
    return isActive(phase) && phase !== "paused" && isWanted();
  });
  return effect(() => {
    if (!isTraining.value) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") act();
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  });
}
