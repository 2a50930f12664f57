import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { NetworkGraph } from "../../model/network/graph.js";
import {
  bothRanges,
  colorScaleOf,
  rangeOver,
  type Colored,
  type ColorScale,
} from "../state/colorScale.js";
import type { LiveValues } from "../state/liveValues.js";
import { measureOf, type Coloring } from "../state/measures.js";
import { settled } from "../state/settled.js";
import type { ViewStore } from "../state/viewStore.js";
import type { RunStore } from "../state/runStore.js";

/** What a range of colors was kept over: of another run, coloring or network it says nothing. */
interface Subject {
  readonly coloring: Coloring;
  readonly runId: string | null;
  readonly graph: NetworkGraph;
}

interface ColoredValues {
  readonly live: ReadonlySignal<LiveValues>;
  /** Those of the other moments that can be looked at; none while nobody looks at another than now. */
  readonly all: ReadonlySignal<readonly LiveValues[]>;
}

/**
 * Changes only where colors mean something else: with the choice, with another run or network, and where
 * values leave the range that is shown. Over one run that range only grows; where a person looks through the
 * run it holds `all` of its moments at once, so that a color means the same in each.
 */
export function coloringSignalOf(
  { graph, run }: Pick<RunStore, "graph" | "run">,
  { measure }: Pick<ViewStore, "measure">,
  { live, all }: ColoredValues,
): ReadonlySignal<Colored | null> {
  const runId = computed(() => run.value.started?.runId ?? null);
  const coloring = computed(() => measureOf(measure.value));
  const overAll = computed(() =>
    graph.value === null ? null : rangeOver(coloring.value, graph.value, all.value),
  );
  let last: { readonly of: Subject; readonly scale: ColorScale } | null = null;
  const newest = computed((): Colored | null => {
    if (graph.value === null) return null;
    const now = { coloring: coloring.value, runId: runId.value, graph: graph.value };
    const seen = last !== null && isSameSubject(last.of, now) ? last.scale.seen : null;
    const range = bothRanges(seen, overAll.value);
    const scale = colorScaleOf(now.coloring, now.graph, live.value, range);
    last = { of: now, scale };
    // And nothing of the network: this may outlive it.
    return { coloring: now.coloring, scale };
  });
  return settled(() => newest.value, isSame);
}

function isSameSubject(a: Subject, b: Subject): boolean {
  return a.coloring === b.coloring && a.runId === b.runId && a.graph === b.graph;
}

function isSame(a: Colored | null, b: Colored | null): boolean {
  if (a === null || b === null) return a === b;
  return a.coloring === b.coloring && a.scale.from === b.scale.from && a.scale.to === b.scale.to;
}
