import { computed, effect } from "@preact/signals-core";
import { isActive } from "../../model/run/phase.js";
import type { EvaluationStores } from "./stores.js";

/**
 * Begins anew with each run that is shown. One that has ended is asked at once where it was not asked before; one
 * at work only when a person wants it, since it waits meanwhile. Returns what ends it.
 */
export function followRun(stores: EvaluationStores): () => void {
  const { runs, view, testing, mapping, comparing, tiles } = stores;
  const runId = computed(() => runs.run.value.started?.runId ?? null);
  const hasEnded = computed(() => {
    const { phase, checkpoint } = runs.run.value;
    return !isActive(phase) && checkpoint !== null;
  });
  /** What was asked of another is taken back. */
  const show = (run: string | null): void => {
    const asked = run === null ? null : { run };
    testing.show(asked);
    mapping.show(asked);
    comparing.show(run);
    tiles.clear();
  };
  const ends = [
    effect(() => {
      const run = runId.value;
      show(run);
      if (run !== null) view.showRun(run);
    }),
    effect(() => {
      if (runId.value !== null) void testing.begin(hasEnded.value);
    }),
    effect(() => {
      // By then the network's answers are there, of which the map is drawn.
      const isTested = runId.value !== null && testing.tested.value !== null;
      if (!isTested) return;
      void mapping.begin(hasEnded.value);
      void comparing.read();
    }),
  ];
  return () => {
    for (const end of ends) end();
    show(null);
  };
}
