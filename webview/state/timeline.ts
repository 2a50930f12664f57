import { computed, type ReadonlySignal, type Signal } from "@preact/signals-core";
import { isActive } from "../../model/run/phase.js";
import { runAt } from "../../model/run/runAt.js";
import type { RunState } from "../../model/run/state.js";
import { momentsOf, type Moments, type Place } from "./moments.js";
import type { RunStore } from "./runStore.js";

/** A step of a run that a person looks back at; of another run it says nothing. */
export interface Moment {
  readonly runId: string;
  readonly step: number;
}

/** The run in time: where a person looks, and what is seen there. */
export interface Timeline {
  /** The step that is looked back at; null for the run as it stands. */
  readonly place: ReadonlySignal<Place>;
  /** The run as it is shown. Everything that draws its numbers reads it here. */
  readonly shown: ReadonlySignal<RunState>;
  /** Where one can look; null where there is no choice. They stay the same while a person looks back. */
  readonly moments: ReadonlySignal<Moments | null>;
  /** The run that these moments are of, as it stood when a person began to look back. */
  readonly held: ReadonlySignal<RunState>;
  /** Whether the run goes on. */
  readonly isLive: ReadonlySignal<boolean>;
  /** Whether it goes on and measures moments. */
  readonly isMeasuring: ReadonlySignal<boolean>;
  readonly lookAt: (place: Place) => void;
}

/** What comes of a run meanwhile goes on in `run`, and moves nothing that is looked back at. */
export function timelineOf(
  { run, isGlance }: Pick<RunStore, "run" | "isGlance">,
  { moment }: { readonly moment: Signal<Moment | null> },
): Timeline {
  const runId = computed(() => run.value.started?.runId ?? null);
  const place = computed(() =>
    moment.value === null || moment.value.runId !== runId.value ? null : moment.value.step,
  );
  let kept = { run: run.peek(), isGlance: isGlance.peek() };
  const held = computed(() => {
    const isOfThis = kept.run.started?.runId === runId.value;
    const isKept = place.value !== null && isOfThis && !kept.isGlance;
    if (!isKept) kept = { run: run.value, isGlance: isGlance.value };
    return kept.run;
  });
  const isLive = computed(() => isActive(run.value.phase));
  return {
    place,
    held,
    shown: computed(() => (place.value === null ? run.value : runAt(held.value, place.value))),
    moments: computed(() => momentsOf(held.value)),
    isLive,
    isMeasuring: computed(() => isLive.value && run.value.started?.config.statisticsEvery !== 0),
    lookAt: (step) => {
      const id = runId.peek();
      // What is held is the newest, also where nobody watched it until now.
      held.peek();
      moment.value = step === null || id === null ? null : { runId: id, step };
    },
  };
}
