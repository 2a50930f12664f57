import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { findNetwork, networks } from "../model/network/index.js";
import {
  defaultRunConfig,
  recipeIds,
  runConfigSchema,
  type RecipeId,
  type RunConfig,
} from "../model/run/config.js";
import { invalidChoice, invalidSetting, type HostError } from "./errors.js";
import { pathSettings, trainingSettings, type TrainingSettingKey } from "./manifest.js";

/** Unchecked values by configuration key; what is absent comes from the recipe. */
export type RunValues = Readonly<Partial<Record<keyof RunConfig, unknown>>>;

const rules: Readonly<Record<keyof RunConfig, string>> = {
  network: `one of ${networks.map(({ id }) => id).join(", ")}`,
  recipe: `one of ${recipeIds.join(", ")}`,
  dataset: "the name of a data set",
  engine: "auto or the name of an engine",
  precision: "float32 or mixed_bfloat16",
  epochs: "a whole number from 1 to 10000",
  maxSteps: "a whole number from 1, or null",
  batchSize: "a whole number from 1 to 8192",
  learningRate: "a number above 0, at most 1000",
  seed: "a whole number from 0 to 4294967295",
  inputSize: "a whole number of pixels from 1 to 1024",
  statisticsEvery: "a whole number of steps, 0 for none",
  checkpointEvery: "a whole number of steps, 0 for none",
};

/** What the user has set; a setting left at its default is absent, so that the recipe decides. */
export function readTrainingValues(): RunValues {
  const configuration = vscode.workspace.getConfiguration();
  const values: Partial<Record<keyof RunConfig, unknown>> = {};
  for (const [key, id] of Object.entries(trainingSettings) as [TrainingSettingKey, string][]) {
    const found = configuration.inspect<unknown>(id);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** The configuration of a run, checked; throws a `HostError` that names the wrong setting. */
export function resolveRunConfig(settings: RunValues, choices: RunValues = {}): RunConfig {
  const values: RunValues = { ...settings, ...choices };
  const reject = (key: keyof RunConfig): HostError => {
    const value = values[key];
    const isChoice = key in choices || !isTrainingSetting(key);
    return isChoice
      ? invalidChoice(key, value, rules[key])
      : invalidSetting(trainingSettings[key], value, rules[key]);
  };
  const recipe = values.recipe ?? recipeIds[0];
  if (!isRecipe(recipe)) throw reject("recipe");
  const inputSize = asSquare(values.inputSize);
  const parsed = runConfigSchema.safeParse({
    ...defaultRunConfig(recipe),
    ...values,
    ...(inputSize === undefined ? {} : { inputSize }),
  });
  if (!parsed.success) {
    const key = parsed.error.issues[0]?.path[0];
    if (isConfigKey(key)) throw reject(key);
    throw invalidChoice("the configuration", values, `made of ${Object.keys(rules).join(", ")}`);
  }
  if (findNetwork(parsed.data.network) === undefined) throw reject("network");
  return parsed.data;
}

/** A folder with the data set's files; empty to search the usual places. */
export function readDataDirectory(): string {
  return readPath(pathSettings.dataDirectory);
}

/** The Python to use; empty for the one on PATH. */
export function readPythonPath(): string {
  return readPath(pathSettings.python);
}

function readPath(id: string): string {
  const value = vscode.workspace.getConfiguration().get<unknown>(id);
  const path = typeof value === "string" ? value.trim() : "";
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

/** Settings hold the side of a square; a configuration holds height and width. */
function asSquare(value: unknown): unknown {
  return typeof value === "number" ? [value, value] : value;
}

function isRecipe(value: unknown): value is RecipeId {
  return recipeIds.some((id) => id === value);
}

function isConfigKey(key: unknown): key is keyof RunConfig {
  return typeof key === "string" && key in rules;
}

function isTrainingSetting(key: keyof RunConfig): key is TrainingSettingKey {
  return key in trainingSettings;
}
