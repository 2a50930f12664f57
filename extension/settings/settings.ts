import { homedir } from "node:os";
import { join, resolve } from "node:path";
import * as vscode from "vscode";
import { findNetwork, networks } from "../../model/network/index.js";
import { fromSetting } from "../../model/options/inSettings.js";
import { idsOf } from "../../model/options/option.js";
import { ruleOf, settingRuleOf } from "../../model/options/rules.js";
import {
  defaultRunConfig,
  configKeys,
  recipeIds,
  type RecipeId,
  type RunConfig,
} from "../../model/run/config.js";
import { runConfigSchema } from "../../model/run/configSchema.js";
import { options } from "../../model/run/options.js";
import { invalidChoice, invalidSetting, unknownChoice, type HostError } from "../errors.js";
import { pathSettings, trainingSettings, type TrainingSettingKey } from "../manifest.js";
import type { Text } from "../../model/messages/message.js";

/** Unchecked values by configuration key; what is absent comes from the recipe. */
export type RunValues = Readonly<Partial<Record<keyof RunConfig, unknown>>>;

/** What the user has set; a setting left at its default is absent, so that the recipe decides. */
export function readTrainingValues(): RunValues {
  const configuration = vscode.workspace.getConfiguration();
  const values: Partial<Record<keyof RunConfig, unknown>> = {};
  for (const key of idsOf(trainingSettings)) {
    const found = configuration.inspect<unknown>(trainingSettings[key]);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** The configuration of a run, checked; throws a `HostError` that names the wrong setting. */
export function resolveRunConfig(settings: RunValues, choices: RunValues = {}): RunConfig {
  const values: RunValues = { ...fromSettings(settings), ...choices };
  const { recipe = recipeIds[0] } = values;
  const candidate = { ...defaultRunConfig(isRecipe(recipe) ? recipe : undefined), ...values };
  const stranger = Object.keys(candidate).find((key) => !isConfigKey(key));
  if (stranger !== undefined) throw unknownChoice(stranger, configKeys);
  const checked = runConfigSchema.safeParse(candidate);
  if (!checked.success) {
    const key = configKeys.find((each) => each === checked.error.issues[0]?.path[0]) ?? "network";
    throw unusable(key, { settings, choices });
  }
  if (findNetwork(checked.data.network) !== undefined) return checked.data;
  const known = networks.map(({ id }) => id).join(", ");
  throw unusable("network", { settings, choices }, vscode.l10n.t("It must be one of {0}.", known));
}

interface Given {
  readonly settings: RunValues;
  readonly choices: RunValues;
}

/** `rule`: what the value must be, where the table of options does not know. */
function unusable(key: keyof RunConfig, { settings, choices }: Given, rule?: Text): HostError {
  return key in choices || !isTrainingSetting(key)
    ? invalidChoice(key, choices[key], rule ?? ruleOf(options[key]))
    : invalidSetting(trainingSettings[key], settings[key], rule ?? settingRuleOf(options[key]));
}

/** Settings hold some values in another form than a configuration, such as the side of a square. */
function fromSettings(settings: RunValues): RunValues {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      isConfigKey(key) ? fromSetting(options[key].is, value) : value,
    ]),
  );
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

function isRecipe(value: unknown): value is RecipeId {
  return recipeIds.some((id) => id === value);
}

function isConfigKey(key: string): key is keyof RunConfig {
  return Object.hasOwn(options, key);
}

function isTrainingSetting(key: string): key is TrainingSettingKey {
  return Object.hasOwn(trainingSettings, key);
}
