import { l10n } from "vscode";
import {
  configKeys,
  defaultRunConfig,
  recipeIds,
  type RecipeId,
  type RunConfig,
} from "../../model/run/config.js";
import { options } from "../../model/run/options.js";
import { warmupSteps, type ScheduleId } from "../../model/run/schedules.js";
import { recipeKeysInEffect } from "../../model/run/recipeValues.js";
import { toldOption } from "../../model/run/toldOption.js";
import { isUsed } from "../../model/run/usedOptions.js";
import { optionText } from "../words/optionText.js";
import { translateMessage } from "../words/translateMessage.js";

/** How the learning rate goes, after its highest value. */
const scheduleTexts: Readonly<Record<ScheduleId, string>> = {
  constant: l10n.t("constant"),
  "warmup-cosine": l10n.t("rises over {0} steps, then falls along a cosine", warmupSteps),
  "one-cycle": l10n.t("rises over 30 % of the steps, then falls along a cosine"),
  step: l10n.t("a tenth at half of the steps, and again at three quarters"),
};

export function scheduleText({ schedule }: RunConfig): string {
  return scheduleTexts[schedule];
}

function rateText(config: RunConfig): string {
  return l10n.t("{0}, {1}", config.learningRate, scheduleText(config));
}

/** Values that are told otherwise than as the table says. */
const ownTexts: { readonly [K in keyof RunConfig]?: (config: RunConfig) => string } = {
  // Both together.
  learningRate: (config) => optionText(options.learningRate.told, rateText(config)),
  schedule: (config) => optionText(options.learningRate.told, rateText(config)),
};

export function valueInWords(key: keyof RunConfig, config: RunConfig): string {
  return ownTexts[key]?.(config) ?? translateMessage(toldOption(key, config));
}

/** All that the first recipe is; of each other one what sets it apart from the first. */
export function recipeDetail(recipe: RecipeId): string {
  const [first] = recipeIds;
  const values = defaultRunConfig(recipe);
  if (recipe === first) return textOf(values, recipeKeysInEffect(values));
  const differing = differences(defaultRunConfig(first), values);
  return differing.length === 0
    ? l10n.t("As {0}", first)
    : l10n.t("Unlike {0}: {1}", first, textOf(values, differing));
}

/** Told of a start in any case: what is trained, by which recipe, how long, and on what. */
const alwaysTold: ReadonlySet<keyof RunConfig> = new Set(["network", "epochs", "engine"]);

/** What a person has changed of the recipe's values, each told with its name; empty for nothing. */
export function changesText(config: RunConfig): string {
  const changed = differences(defaultRunConfig(config.recipe), config);
  return textOf(
    config,
    changed.filter((key) => !alwaysTold.has(key)),
  );
}

/** The values in which another configuration differs, apart from its recipe's name and what it does not use. */
function differences(one: RunConfig, other: RunConfig): readonly (keyof RunConfig)[] {
  return configKeys.filter(
    (key) =>
      key !== "recipe" &&
      isUsed(key, other) &&
      JSON.stringify(one[key]) !== JSON.stringify(other[key]),
  );
}

/** Rate and schedule are told together, once. */
function textOf(config: RunConfig, told: readonly (keyof RunConfig)[]): string {
  return [...new Set(told.map((key) => valueInWords(key, config)))].join(", ");
}
