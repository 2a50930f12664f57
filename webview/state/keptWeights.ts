import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { byNearness } from "../../model/run/nearestStep.js";
import { noWish } from "../protocol.js";
import type { RunStore } from "./runStore.js";
import type { Timeline } from "./timeline.js";
import { saysTheSame } from "./settled.js";
import { milestoneOf } from "./whileTraining.js";

/** The steps of which the run shown has its weights, the first first. */
export class KeptWeights {
  private readonly known = signal<readonly number[]>([]);

  constructor(
    private readonly runs: RunStore,
    private readonly list: () => Promise<readonly number[]>,
  ) {}

  get steps(): ReadonlySignal<readonly number[]> {
    return this.known;
  }

  /** Lists them with each run that is shown, and anew after a checkpoint or an evaluation. Returns what ends it. */
  start(): () => void {
    const milestone = milestoneOf(this.runs);
    let run = "";
    return effect(() => {
      const at = milestone.value;
      const [shown = ""] = at.split(" ");
      // The moments of another run say nothing of this one.
      if (shown !== run) this.known.value = [];
      run = shown;
      void this.listAt(at, () => milestone.peek());
    });
  }

  private async listAt(at: string, now: () => string): Promise<void> {
    const steps = await this.list().catch(() => []);
    if (at === now() && !saysTheSame(steps, this.known.peek())) this.known.value = steps;
  }
}

/**
 * Has the run asked with the weights that it has kept of the moment nearest to the one that is looked back at; with its
 * newest where nobody looks back, or it has kept none. Returns what ends it.
 */
export function askAsLookedAt(
  runs: Pick<RunStore, "whose">,
  { place }: Pick<Timeline, "place">,
  { steps }: Pick<KeptWeights, "steps">,
): () => void {
  const end = effect(() => {
    const [step, kept] = [place.value, steps.value];
    const [nearest] = step === null ? [] : byNearness(kept, step);
    if (runs.whose.peek().at === nearest) return;
    runs.whose.value = nearest === undefined ? noWish : { at: nearest };
  });
  return () => {
    end();
    runs.whose.value = noWish;
  };
}
