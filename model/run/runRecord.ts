import type { RunState } from "./state.js";
import { StepHistory, type StepPoint } from "./stepHistory.js";

/** A run's state as a message carries it: plain data. */
export interface RunRecord extends Omit<RunState, "steps"> {
  readonly steps: readonly StepPoint[];
}

export function recordOf(run: RunState): RunRecord {
  return { ...run, steps: [...run.steps] };
}

export function stateOf(record: RunRecord): RunState {
  return { ...record, steps: StepHistory.of(record.steps) };
}
