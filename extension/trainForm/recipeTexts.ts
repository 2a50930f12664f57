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
import { optionText } from "../words/optionText.js";

/** How the learning rate goes, after its highest value. */
const scheduleTexts: Readonly<Record<ScheduleId, string>> = {
  constant: l10n.t("constant"),
  "warmup-cosine": l10n.t("rises over {0} steps, then falls along a cosine", warmupSteps),
};

export function rateText({ learningRate, schedule }: RunConfig): string {
  return l10n.t("{0}, {1}", learningRate, scheduleTexts[schedule]);
}

export function epochsText(epochs: number): string {
  return epochs === 1 ? l10n.t("1 epoch") : l10n.t("{0} epochs", epochs);
}

/** Values that are told otherwise than as the table says. */
const ownTexts: { readonly [K in keyof RunConfig]?: (config: RunConfig) => string } = {
  epochs: ({ epochs }) => epochsText(epochs),
  // Both together.
  learningRate: (config) => optionText(options.learningRate.told, rateText(config)),
  schedule: (config) => optionText(options.schedule.told, rateText(config)),
};

function toldText(key: keyof RunConfig, config: RunConfig): string {
  return ownTexts[key]?.(config) ?? optionText(options[key].told ?? "{0}", valueText(config[key]));
}

function valueText(value: RunConfig[keyof RunConfig]): string {
  return Array.isArray(value) ? value.join("×") : String(value ?? "∞");
}

/** All that the first recipe sets; of each other one what sets it apart from the first. */
export function recipeDetail(recipe: RecipeId): string {
  const [first] = recipeIds;
  const values = defaultRunConfig(recipe);
  if (recipe === first) return textOf(values, ["epochs", "batchSize", "learningRate"]);
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

/** The values in which two configurations differ, apart from their names. */
function differences(one: RunConfig, other: RunConfig): readonly (keyof RunConfig)[] {
  return configKeys.filter(
    (key) => key !== "recipe" && JSON.stringify(one[key]) !== JSON.stringify(other[key]),
  );
}

/** Rate and schedule are told together, once. */
function textOf(config: RunConfig, told: readonly (keyof RunConfig)[]): string {
  return [...new Set(told.map((key) => toldText(key, config)))].join(", ");
}
