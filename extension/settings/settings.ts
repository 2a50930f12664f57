import { homedir } from "node:os";
import { join, resolve } from "node:path";
import * as vscode from "vscode";
import { findNetwork, networks } from "../../model/network/index.js";
import { checkRunConfig } from "../../model/run/checkConfig.js";
import {
  defaultRunConfig,
  recipeIds,
  runConfigSchema,
  type RecipeId,
  type RunConfig,
} from "../../model/run/config.js";
import { UserError } from "../../model/messages/userError.js";
import { invalidChoice, invalidSetting, unknownChoice, type HostError } from "../errors.js";
import { pathSettings, trainingSettings, type TrainingSettingKey } from "../manifest.js";

/** Unchecked values by configuration key; what is absent comes from the recipe. */
export type RunValues = Readonly<Partial<Record<keyof RunConfig, unknown>>>;

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
  const { recipe = recipeIds[0] } = values;
  const inputSize = asSquare(values.inputSize);
  const candidate = {
    ...defaultRunConfig(isRecipe(recipe) ? recipe : undefined),
    ...values,
    ...(inputSize === undefined ? {} : { inputSize }),
  };
  const stranger = Object.keys(candidate).find((key) => !Object.hasOwn(runConfigSchema.shape, key));
  if (stranger !== undefined) throw unknownChoice(stranger, Object.keys(runConfigSchema.shape));
  const reject = (rule: string): HostError => {
    const key = firstWrongKey(candidate);
    const isChoice = key in choices || !isTrainingSetting(key);
    const value: unknown = Object.entries(values).find(([name]) => name === key)?.[1];
    return isChoice
      ? invalidChoice(key, value, rule)
      : invalidSetting(trainingSettings[key], value, rule);
  };
  try {
    const config = checkRunConfig(candidate);
    if (findNetwork(config.network) !== undefined) return config;
  } catch (error) {
    if (error instanceof UserError) throw reject(error.why);
    throw error;
  }
  const known = networks.map(({ id }) => id).join(", ");
  throw reject(vscode.l10n.t("It must be one of {0}.", known));
}

/** The value that cannot be used; the network where all fit the schema. */
function firstWrongKey(candidate: Readonly<Record<string, unknown>>): string {
  const issue = runConfigSchema.safeParse(candidate).error?.issues[0];
  return String(issue?.path[0] ?? "network");
}

/** A folder with the data set's files; empty to search the usual places. */
export function readDataDirectory(): string {
  const directory = readPath(valueOf(pathSettings.dataDirectory));
  return directory === "" ? "" : fromFolder(directory);
}

/** The Python to use; empty for the one on PATH. */
export function readPythonPath(): string {
  const python = readPath(valueOf(pathSettings.python));
  // A name alone is looked for on PATH.
  return /^\.{1,2}[/\\]/u.test(python) ? fromFolder(python) : python;
}

function valueOf(id: string): unknown {
  return vscode.workspace.getConfiguration().get<unknown>(id);
}

/** A path as a person writes it in a setting; empty where there is none. */
export function readPath(value: unknown): string {
  const path = typeof value === "string" ? value.trim() : "";
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

/** A relative path is one in the opened folder: the trainer has a working directory of its own. */
function fromFolder(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder?.scheme === "file" ? resolve(folder.fsPath, path) : path;
}

/** Settings hold the side of a square; a configuration holds height and width. */
function asSquare(value: unknown): unknown {
  return typeof value === "number" ? [value, value] : value;
}

function isRecipe(value: unknown): value is RecipeId {
  return recipeIds.some((id) => id === value);
}

function isTrainingSetting(key: string): key is TrainingSettingKey {
  return key in trainingSettings;
}
