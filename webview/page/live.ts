import { computed, type ReadonlySignal } from "@preact/signals-core";
import { liveValuesOf, type LiveValues } from "../liveValues.js";
import type { RunStore } from "../store.js";

/**
 * The live numbers of a run; changes with its statistics and timings alone, not with every step. None while a
 * question changes the network: they were measured on another one.
 */
export function liveSignalOf(runs: RunStore): ReadonlySignal<LiveValues> {
  const statistics = computed(() => runs.run.value.statistics);
  const timings = computed(() => runs.run.value.timings);
  const isChanged = computed(() => runs.answer.value?.isChanged === true);
  return computed(() =>
    isChanged.value
      ? liveValuesOf({ statistics: [] })
      : liveValuesOf({ statistics: statistics.value, timings: timings.value }),
  );
}
