import { measuredUpTo, type RunState } from "./state.js";

/**
 * A run as it stood at one of its steps, as far as that is known: it was training then, and knew nothing
 * of its end.
 */
export function runAt(state: RunState, step: number): RunState {
  return {
    ...state,
    ...measuredUpTo(state, step),
    phase: "training",
    finished: null,
    failure: null,
    message: null,
  };
}
