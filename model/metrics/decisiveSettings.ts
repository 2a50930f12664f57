import { configKeys, type RunConfig } from "../run/config.js";

/**
 * What decides nothing of what a run learns: how it is watched, which of many alike it is, and on what it
 * computes. The precision is none that does: ten epochs in bfloat16 ended where those in float32 did.
 */
const indifferent = [
  ...(["recipe", "seed", "engine", "precision"] as const),
  ...(["statisticsEvery", "histogramsEvery", "timingsEvery", "checkpointEvery"] as const),
] as const;

export type DecisiveSetting = Exclude<keyof RunConfig, (typeof indifferent)[number]>;

const left: ReadonlySet<keyof RunConfig> = new Set(indifferent);

/** All others, so that a new option is compared unless it is said to decide nothing. */
export const decisiveSettings: readonly DecisiveSetting[] = configKeys.filter(
  (key): key is DecisiveSetting => !left.has(key),
);
