import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Stores } from "../state/binding/stores.js";
import type { FieldImage } from "./parts/tab.js";
import { sampleDataset } from "./shape/sampleImages/sampleImages.js";

/** On what receptive fields are drawn. Nothing is asked for it: an image is that of a person who sends one through. */
export function shownFieldOf({
  runs,
  view,
  seeing,
}: Pick<Stores, "runs" | "view" | "seeing">): ReadonlySignal<FieldImage> {
  const dataset = computed(() => runs.run.value.started?.dataset.id ?? sampleDataset);
  return computed(() => {
    if (dataset.value === sampleDataset) return "samples";
    return view.image.value === null ? null : (seeing.state.value.seen?.image.image ?? null);
  });
}
