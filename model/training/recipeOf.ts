import { adamDefaults, type Optimizer, type Recipe } from "../program/recipe.js";
import type { RunConfig } from "../run/config.js";

type Descent = Pick<RunConfig, "momentum">;

const optimizers: Readonly<Record<RunConfig["optimizer"], (config: Descent) => Optimizer>> = {
  sgd: () => ({ kind: "sgd" }),
  momentum: ({ momentum }) => ({ kind: "momentum", momentum, isNesterov: false }),
  nesterov: ({ momentum }) => ({ kind: "momentum", momentum, isNesterov: true }),
  adamw: () => ({ kind: "adamw", ...adamDefaults }),
};

/** What a configuration adds to its network, for the program that trains it. */
export function recipeOf(
  config: Pick<
    RunConfig,
    | "optimizer"
    | "momentum"
    | "weightDecay"
    | "labelSmoothing"
    | "clipNorm"
    | "augment"
    | "averageOver"
    | "init"
  >,
): Recipe {
  const {
    weightDecay,
    labelSmoothing,
    clipNorm,
    augment: augmentation,
    averageOver,
    init: initialization,
  } = config;
  const optimizer = optimizers[config.optimizer](config);
  return {
    optimizer,
    weightDecay,
    labelSmoothing,
    clipNorm,
    augmentation,
    averageOver,
    initialization,
  };
}
