import { fromBase64 } from "./base64.js";
import type { RunState } from "./state.js";
import { StepHistory } from "./stepHistory.js";

/** A run's state as a message carries it: plain data, the steps as a table of numbers. */
export interface RunSnapshot extends Omit<RunState, "steps"> {
  /** The bytes of the step history in base64: a fraction of the time and length of points in JSON. */
  readonly steps: string;
}

/** `toBase64`: the fastest that there is where this runs. */
export function snapshotOf(run: RunState, toBase64: (bytes: Uint8Array) => string): RunSnapshot {
  return { ...run, steps: toBase64(run.steps.bytes()) };
}

/** Throws where the table of steps is not whole. */
export function stateOf(snapshot: RunSnapshot): RunState {
  return { ...snapshot, steps: StepHistory.ofBytes(fromBase64(snapshot.steps)) };
}
