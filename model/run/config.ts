import { defaultsOf, idsOf, type ValuesOf } from "../options/option.js";
import { options } from "./options.js";

/** What a run was asked to do. */
export type RunConfig = ValuesOf<typeof options>;

export const configKeys = idsOf(options);

export type RecipeId = RunConfig["recipe"];
export const recipeIds = idsOf(options.recipe.is.choices);

/** What steps are computed in, once `auto` has been found out. */
export type Precision = Exclude<RunConfig["precision"], "auto">;
/** As a run's configuration is when it trains. */
export type SettledConfig = RunConfig & { readonly precision: Precision };
// SAFETY: float32 and others are left when one of the choices is.
export const precisions = idsOf(options.precision.is.choices).filter((id) => id !== "auto") as [
  Precision,
  ...Precision[],
];

/** What a recipe changes in the defaults; every value of it can be overridden. */
const recipes: Readonly<Record<RecipeId, Partial<RunConfig>>> = {
  /** SGD, lr 0.1, batch 128, 10 epochs, Xavier uniform, softmax cross-entropy. */
  chapter: { precision: "float32" },
  /**
   * Fast and in one epoch: 32 pixels a side cost a ninth of 96. Of rates of 0.1, 0.03 and 0.01, the first
   * lost at its height what it had learned. Two epochs end with 0.90 in place of 0.88, but may have less
   * than 0.85 after the first, when the rate is still high.
   */
  quick: {
    ...{ network: "googlenet-bn", inputSize: [32, 32], epochs: 1 },
    ...{ optimizer: "nesterov", weightDecay: 5e-4, learningRate: 0.03, schedule: "one-cycle" },
  },
  /**
   * Accuracy for the time. Its sizes cost 0.44 of what 96 pixels a side would, so that 22 epochs are as
   * many multiply-adds as 9.6 of those. The values are those that are usual for this data and such networks
   * (Zhong et al. 2020, Szegedy et al. 2016, Smith and Topin 2018); a rate of 0.1 lost at its height what
   * had been learned (see `quick`).
   */
  recommended: {
    ...{ network: "googlenet-bn", epochs: 22, init: "he" },
    ...{ optimizer: "nesterov", weightDecay: 5e-4, learningRate: 0.05, schedule: "one-cycle" },
    ...{ labelSmoothing: 0.1, augment: ["flip", "shift", "erase"], averageOver: 500 },
    firstSizes: [
      { size: [32, 32], share: 0.15 },
      { size: [48, 48], share: 0.35 },
      { size: [64, 64], share: 0.3 },
    ],
  },
};

/** The defaults of a recipe; throws nothing, since every recipe is complete. */
export function defaultRunConfig(recipe: RecipeId = "chapter"): RunConfig {
  // Values that nobody shares.
  return { ...defaultsOf(options), recipe, ...structuredClone(recipes[recipe]) };
}
