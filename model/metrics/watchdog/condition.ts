import type { RunState } from "../../run/state.js";

/** What every finding has; each condition adds the numbers that it saw. */
export interface Sight {
  readonly id: string;
  /** `information`: known and harmless. `warning`: worth a change. `error`: the run is lost. */
  readonly severity: "information" | "warning" | "error";
  /** The newest step that it was seen at. */
  readonly step: number;
}

export interface ConditionContext<F> {
  readonly classes: number;
  /** What the condition saw the last time: then less is enough, so that nothing comes and goes. */
  readonly previous: F | null;
}

/** One thing that goes wrong in training, and how it is recognized. */
export interface Condition<F extends Sight> {
  readonly id: F["id"];
  /** Pure: what it sees in a run; null for nothing. */
  see(run: RunState, context: ConditionContext<F>): F | null;
}
