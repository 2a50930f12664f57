import { computed, type ReadonlySignal } from "@preact/signals-core";
import { weightsText } from "../words/weightsText.js";
import { epochAt } from "./epochAt.js";
import type { RunStore } from "./runStore.js";
import type { Timeline } from "./timeline.js";

/** Says of which weights an answer is, by the step that they have taken. */
export type WeightsTold = (step: number) => string;

/** Changes where a person begins or ends to look back, and with the run; not with its steps. */
export function weightsToldOf(
  { run }: Pick<RunStore, "run">,
  { place }: Pick<Timeline, "place">,
): ReadonlySignal<WeightsTold> {
  const started = computed(() => run.value.started);
  const isPast = computed(() => place.value !== null);
  return computed(() => {
    const of = { started: started.value };
    const told = isPast.value;
    return (step) => weightsText({ step }, { epoch: epochAt(of, step), isPast: told });
  });
}
