import { effect } from "@preact/signals-core";
import { byNearness } from "../../model/run/nearestStep.js";
import { noWish } from "../protocol.js";
import type { RunStore } from "./runStore.js";
import type { Timeline } from "./timeline.js";
import { milestoneOf } from "./whileTraining.js";

/**
 * Has the run asked with the weights that it has kept of the moment nearest to the one that is looked back at; with its
 * newest where nobody looks back, or it has kept none. Returns what ends it.
 */
export function askAsLookedAt(
  runs: RunStore,
  { place }: Pick<Timeline, "place">,
  listKept: () => Promise<readonly number[]>,
): () => void {
  const milestone = milestoneOf(runs);
  let kept: { readonly at: string; readonly steps: readonly number[] } | null = null;
  const follow = (): void => {
    const step = place.peek();
    const [nearest] = step === null ? [] : byNearness(kept?.steps ?? [], step);
    const before = runs.whose.peek();
    if (before.at === nearest) return;
    runs.whose.value = nearest === undefined ? noWish : { at: nearest };
  };
  const list = async (at: string): Promise<void> => {
    const steps = await listKept().catch(() => []);
    if (at !== milestone.peek()) return;
    kept = { at, steps };
    follow();
  };
  const ends = [
    effect(() => {
      const at = milestone.value;
      // The moments of another run say nothing of this one.
      if (kept !== null && kept.at.split(" ")[0] !== at.split(" ")[0]) kept = null;
      void list(at);
    }),
    effect(() => {
      void place.value;
      follow();
    }),
  ];
  return () => {
    for (const end of ends) end();
    runs.whose.value = noWish;
  };
}
