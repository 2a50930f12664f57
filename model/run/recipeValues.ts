import type { RunConfig } from "./config.js";
import { isUsed } from "./usedOptions.js";

/** What a recipe is: neither what is trained, on what and with what, nor how it is watched. */
export const recipeKeys = [
  ...(["epochs", "batchSize", "learningRate", "schedule", "optimizer", "momentum"] as const),
  ...(["weightDecay", "labelSmoothing", "clipNorm", "inputSize", "precision"] as const),
];

/** Those that decide something in a configuration; what is 0 or absent does not. */
export function recipeKeysInEffect(config: RunConfig): readonly (keyof RunConfig)[] {
  return recipeKeys.filter(
    (key) => isUsed(key, config) && config[key] !== 0 && config[key] !== null,
  );
}
