import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Stores } from "../state/binding/stores.js";
import { isSameList } from "../state/isSameList.js";
import { settled } from "../state/settled.js";
import { noRun, type ShownRun } from "./parts/tab.js";

/** What the tabs need to know of the run; changes only with what they show of it. */
export function shownRunOf({
  runs,
  shown,
  timeline,
}: Pick<Stores, "runs" | "shown" | "timeline">): ReadonlySignal<ShownRun> {
  const histograms = settled(() => shown.value.histograms, isSameList);
  const phase = computed(() => shown.value.phase);
  const timings = computed(() => shown.value.timings.at(-1) ?? null);
  const config = computed(() => shown.value.started?.config ?? null);
  const isOfThisNetwork = computed(() => runs.answer.value?.isChanged !== true);
  // A what-if changes the picture's network, and not the one that trains.
  return computed(() => ({
    histograms: isOfThisNetwork.value ? histograms.value : noRun.histograms,
    phase: phase.value,
    histogramsEvery: config.value?.histogramsEvery ?? null,
    timings: isOfThisNetwork.value ? timings.value : null,
    timingsEvery: config.value?.timingsEvery ?? null,
    batchSize: config.value?.batchSize ?? null,
    isOfThisNetwork: isOfThisNetwork.value,
    place: timeline.place.value,
  }));
}
