import { computed, type ReadonlySignal } from "@preact/signals-core";
import { liveValuesOf, type LiveValues } from "../../state/liveValues.js";
import { paced } from "../../state/binding/paced.js";
import type { RunStore } from "../../state/runStore.js";

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

/** A number that changes faster cannot be read. */
const readableForMs = 250;

/** The live numbers for what is read: that there are some, or none any more, is told at once. */
export function readableSignalOf(live: ReadonlySignal<LiveValues>): ReadonlySignal<LiveValues> {
  return paced(live, readableForMs, (told, next) => (told.step === null) !== (next.step === null));
}
