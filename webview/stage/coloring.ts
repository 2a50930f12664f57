import { computed, type ReadonlySignal } from "@preact/signals-core";
import { colorScaleOf, type Colored } from "../state/colorScale.js";
import type { LiveValues } from "../state/liveValues.js";
import { measureOf } from "../state/measures.js";
import { settled } from "../state/settled.js";
import type { ViewStore } from "../state/viewStore.js";
import type { RunStore } from "../state/runStore.js";

/** Changes only where colors mean something else: with the choice, and where values leave the range that is shown. */
export function coloringSignalOf(
  { graph }: RunStore,
  { measure }: ViewStore,
  live: ReadonlySignal<LiveValues>,
): ReadonlySignal<Colored | null> {
  let last: Colored | null = null;
  const newest = computed(() => {
    if (graph.value === null) return null;
    const coloring = measureOf(measure.value);
    const kept = last?.coloring === coloring ? last.scale : null;
    last = { coloring, scale: colorScaleOf(coloring, graph.value, live.value, kept) };
    return last;
  });
  return settled(() => newest.value, isSame);
}

function isSame(a: Colored | null, b: Colored | null): boolean {
  if (a === null || b === null) return a === b;
  return a.coloring === b.coloring && a.scale.from === b.scale.from && a.scale.to === b.scale.to;
}
