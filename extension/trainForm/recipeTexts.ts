import { l10n } from "vscode";
import {
  defaultRunConfig,
  recipeIds,
  type RecipeId,
  type RunConfig,
} from "../../model/run/config.js";
import { warmupSteps, type ScheduleId } from "../../model/run/schedules.js";

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

/** What a recipe sets, by the values that it may set; a new one is missed by the compiler. */
const valueTexts: { readonly [K in keyof RunConfig]: (config: RunConfig) => string } = {
  recipe: () => "",
  epochs: ({ epochs }) => epochsText(epochs),
  batchSize: ({ batchSize }) => l10n.t("batch {0}", batchSize),
  learningRate: (config) => l10n.t("learning rate {0}", rateText(config)),
  schedule: (config) => l10n.t("learning rate {0}", rateText(config)),
  network: ({ network }) => l10n.t("network {0}", network),
  dataset: ({ dataset }) => l10n.t("data set {0}", dataset),
  engine: ({ engine }) => l10n.t("{0} engine", engine),
  precision: ({ precision }) => precision,
  maxSteps: ({ maxSteps }) => l10n.t("at most {0} steps", maxSteps ?? "∞"),
  seed: ({ seed }) => l10n.t("seed {0}", seed),
  inputSize: ({ inputSize }) => l10n.t("{0} pixels", inputSize.join("×")),
  statisticsEvery: ({ statisticsEvery }) => l10n.t("statistics every {0} steps", statisticsEvery),
  histogramsEvery: ({ histogramsEvery }) => l10n.t("histograms every {0} steps", histogramsEvery),
  timingsEvery: ({ timingsEvery }) => l10n.t("timings every {0} steps", timingsEvery),
  checkpointEvery: ({ checkpointEvery }) => l10n.t("checkpoints every {0} steps", checkpointEvery),
};

const keys = Object.keys(valueTexts) as readonly (keyof RunConfig)[];

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

/** The values in which two configurations differ, apart from their names. */
function differences(one: RunConfig, other: RunConfig): readonly (keyof RunConfig)[] {
  return keys.filter(
    (key) => key !== "recipe" && JSON.stringify(one[key]) !== JSON.stringify(other[key]),
  );
}

/** Rate and schedule are told together, once. */
function textOf(config: RunConfig, told: readonly (keyof RunConfig)[]): string {
  return [...new Set(told.map((key) => valueTexts[key](config)))].join(", ");
}
