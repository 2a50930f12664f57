import type { RunState } from "../../model/run/state.js";

/** The epoch to which a step of a run belongs, from 1; null of a run that has not begun. */
export function epochAt({ started }: Pick<RunState, "started">, step: number): number | null {
  const perEpoch = started?.stepsPerEpoch ?? 0;
  return perEpoch > 0 ? Math.max(1, Math.ceil(step / perEpoch)) : null;
}
