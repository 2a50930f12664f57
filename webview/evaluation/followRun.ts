import { computed, effect } from "@preact/signals-core";
import { isActive } from "../../model/run/phase.js";
import type { AskedRun } from "./keptQuestion.js";
import type { EvaluationStores } from "./stores.js";

/**
 * Begins anew with each run that is shown, and with each moment of it. One that has ended is asked at once where it was
 * not asked before, and so are weights of before; a run at work only when a person wants it, since it waits meanwhile.
 * Returns what ends it.
 */
export function followRun(stores: EvaluationStores): () => void {
  const { runs, view, testing, mapping, comparing, tiles } = stores;
  const runId = computed(() => runs.run.value.started?.runId ?? null);
  const mayAsk = computed(() => {
    const { phase, checkpoint } = runs.run.value;
    return view.at.value !== null || (!isActive(phase) && checkpoint !== null);
  });
  /** What was asked of another is taken back. */
  const show = (run: string | null): void => {
    comparing.show(run);
    tiles.clear();
  };
  const showWeights = (asked: AskedRun | null): void => {
    testing.show(asked);
    mapping.show(asked);
  };
  const ends = [
    effect(() => {
      const run = runId.value;
      if (run !== null) view.showRun(run);
      show(run);
    }),
    effect(() => {
      const [run, at] = [runId.value, view.at.value];
      showWeights(run === null ? null : { run, ...(at === null ? {} : { at }) });
      if (run !== null) void testing.begin(mayAsk.value);
    }),
    effect(() => {
      // By then the network's answers are there, of which the map is drawn.
      const isTested = runId.value !== null && testing.tested.value !== null;
      if (!isTested) return;
      void mapping.begin(mayAsk.value);
      void comparing.read();
    }),
  ];
  return () => {
    for (const end of ends) end();
    show(null);
    showWeights(null);
  };
}
