import { tickStep } from "d3";
import type { RunState } from "../../model/run/state.js";

/** What happened in a run beside its steps: after which steps. */
export interface TimeMarks {
  readonly epochs: readonly number[];
  readonly sizes: readonly number[];
}

/** More stand too close for the eye. */
const mostEpochs = 50;

/** Where epochs end, of many only some, and where images get another size. */
export function timeMarksOf({
  evaluations,
  sizes,
}: Pick<RunState, "evaluations" | "sizes">): TimeMarks {
  const every = Math.max(1, tickStep(0, evaluations.at(-1)?.epoch ?? 0, mostEpochs));
  return {
    epochs: evaluations.filter(({ epoch }) => epoch % every === 0).map(({ step }) => step),
    sizes: sizes.map(({ step }) => step),
  };
}
