import type { RunState } from "../../model/run/state.js";

/** The step of the newest checkpoint, as its file is named; 0 before the first. */
export function checkpointStep({ checkpoint }: Pick<RunState, "checkpoint">): number {
  return Number(/\d+/u.exec(checkpoint ?? "")?.[0] ?? 0);
}
