import { computed, effect } from "@preact/signals-core";
import { isActive } from "../../model/run/phase.js";
import type { EvaluationStores } from "./stores.js";

/**
 * Begins anew with each run that is shown. One that has ended is asked at once where it was not asked before; one
 * at work only when a person wants it, since it waits meanwhile. Returns what ends it.
 */
export function followRun({ runs, view, testing, tiles }: EvaluationStores): () => void {
  const runId = computed(() => runs.run.value.started?.runId ?? null);
  const hasEnded = computed(() => {
    const { phase, checkpoint } = runs.run.value;
    return !isActive(phase) && checkpoint !== null;
  });
  const ends = [
    effect(() => {
      const run = runId.value;
      testing.show(run);
      tiles.clear();
      if (run !== null) view.showRun(run);
    }),
    effect(() => {
      if (runId.value !== null) void testing.begin(hasEnded.value);
    }),
  ];
  return () => {
    for (const end of ends) end();
    testing.show(null);
    tiles.clear();
  };
}
