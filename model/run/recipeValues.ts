import type { RunConfig } from "./config.js";
import { isUsed } from "./usedOptions.js";

/** What a recipe is: neither what is trained, on what and with what, nor how it is watched. */
export const recipeKeys = [
  ...(["epochs", "batchSize", "learningRate", "schedule", "optimizer", "momentum"] as const),
  ...([
    "weightDecay",
    "labelSmoothing",
    "clipNorm",
    "augment",
    "averageOver",
    "init",
    "firstSizes",
    "inputSize",
    "precision",
  ] as const),
];

/** Those that decide something in a configuration; what is 0, absent or empty does not. */
export function recipeKeysInEffect(config: RunConfig): readonly (keyof RunConfig)[] {
  return recipeKeys.filter((key) => isUsed(key, config) && !isNothing(config[key]));
}

function isNothing(value: RunConfig[keyof RunConfig]): boolean {
  return value === 0 || value === null || (Array.isArray(value) && value.length === 0);
}
