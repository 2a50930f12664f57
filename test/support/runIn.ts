import type { Phase } from "../../model/run/phase.js";
import { initialRunState, type RunState } from "../../model/run/state.js";

/** A run in that phase: before it has started nothing is known of it, later all that `reached` knows. */
export function runIn(phase: Phase, reached: RunState): RunState {
  switch (phase) {
    case "idle":
    case "preparing":
      return { ...initialRunState, phase };
    case "warmingUp":
      return { ...initialRunState, phase, started: reached.started };
    case "training":
    case "evaluating":
    case "paused":
    case "stopping":
    case "finished":
    case "stopped":
    case "failed":
      return { ...reached, phase, checkpoint: "step-00000100.safetensors" };
  }
}
