import type { RunConfig } from "../model/run/config.js";
import type { RunEventOf } from "../model/run/events.js";
import { readTrainingValues, resolveRunConfig } from "./settings.js";

/**
 * The configuration to train a run again with: its own, but the engine of the settings where the run
 * failed of its engine, since another may have been chosen since. Throws a `HostError` where the
 * setting cannot be used.
 */
export function configToTrainAgain(
  config: RunConfig,
  failure: Pick<RunEventOf<"failed">, "remedy"> | null,
): RunConfig {
  const { engine } = readTrainingValues();
  if (failure?.remedy !== "engine" || engine === undefined) return config;
  return resolveRunConfig({ ...config, engine });
}
