import type { RunState } from "./state.js";

/** Whether a run that has ended can go on from its checkpoint: it was stopped, failed, or had a bound of steps. */
export function isResumable({
  phase,
  checkpoint,
  finished,
}: Pick<RunState, "phase" | "checkpoint" | "finished">): boolean {
  if (checkpoint === null) return false;
  return (
    phase === "stopped" ||
    phase === "failed" ||
    (phase === "finished" && finished?.reason === "maxSteps")
  );
}
