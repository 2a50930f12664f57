import type { WeightsOf } from "../protocol.js";

/** Names weights, in the order of what they may have; empty for the newest of the run shown. */
export function idOfWeights({ run, at }: WeightsOf): string {
  return run === undefined && at === undefined ? "" : JSON.stringify([run ?? null, at ?? null]);
}
