import { computed, type ReadonlySignal } from "@preact/signals-core";
import { liveValuesOf, type LiveValues } from "../liveValues.js";
import type { RunStore } from "../store.js";

/** The live numbers of a run; changes with its statistics alone, not with every step. */
export function liveSignalOf(runs: RunStore): ReadonlySignal<LiveValues> {
  const statistics = computed(() => runs.run.value.statistics);
  return computed(() => liveValuesOf({ statistics: statistics.value }));
}
