import type { RunConfig } from "./config.js";

/** The configuration of a run that goes on after so many steps: a bound of steps that it has reached does not hold it. */
export function goOnWith(config: RunConfig, steps: number): RunConfig {
  const hasReached = config.maxSteps !== null && steps >= config.maxSteps;
  return hasReached ? { ...config, maxSteps: null } : config;
}
