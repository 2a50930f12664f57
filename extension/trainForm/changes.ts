import * as vscode from "vscode";
import { networks } from "../../model/network/index.js";
import { fromSetting } from "../../model/options/inSettings.js";
import { settingRuleOf } from "../../model/options/rules.js";
import { recipeIds } from "../../model/run/config.js";
import { runConfigSchema } from "../../model/run/configSchema.js";
import { options } from "../../model/run/options.js";
import { valueText } from "../../model/run/toldOption.js";
import type { TrainingOption } from "../../model/run/trainingOption.js";
import { pickEngine } from "../engines/enginePick.js";
import { resolveRunConfig, type RunValues } from "../settings/settings.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { optionText } from "../words/optionText.js";
import { translateMessage } from "../words/translateMessage.js";
import { estimateText } from "./estimateText.js";
import type { Changeable } from "./formItems.js";
import { prospectOf, type Machine } from "./prospect.js";
import { costText } from "./costText.js";
import { recipeDetail } from "./recipeTexts.js";

/** What a person is asked with: the values that count now, and what is known of the machine. */
export interface Asked {
  readonly settings: RunValues;
  readonly choices: RunValues;
  readonly machine: Machine;
  readonly launch: LaunchTrainer;
}

type Pick = (asked: Asked) => Promise<RunValues>;

type Named = {
  [K in Changeable]: (typeof options)[K]["is"]["kind"] extends "name" ? K : never;
}[Changeable];

/** What is picked in a way of its own; of the others the table knows what they may be. */
const picks: Readonly<Partial<Record<Changeable, Pick>>> = {
  network: pickNetwork,
  recipe: pickRecipe,
  engine: pickEngineFor,
} satisfies Record<Named | "recipe", Pick>;

/** Asks for one value; none where the person went back. */
export async function change(key: Changeable, asked: Asked): Promise<RunValues> {
  const { is } = options[key];
  const pick = picks[key];
  if (pick !== undefined) return pick(asked);
  if (is.kind === "choice") return pickChoice(key, is.choices);
  return is.kind === "choices" ? pickChoices(key, is.choices, asked) : askFor(key, asked);
}

/** Each with what it costs on images as large as they are now, and where it is from. */
async function pickNetwork({ settings, choices }: Asked): Promise<RunValues> {
  const { inputSize } = resolveRunConfig(settings, choices);
  const items = networks.map((spec) => ({
    label: spec.title,
    description: costText(spec, inputSize),
    detail: spec.source,
    id: spec.id,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: optionText(options.network.form.title),
  });
  return chosen === undefined ? {} : { network: chosen.id };
}

/** Each with what it is apart from the first, and how long it takes with all else as it is. */
async function pickRecipe({ settings, choices, machine }: Asked): Promise<RunValues> {
  const items = recipeIds.map((id) => {
    const { estimate } = prospectOf(
      resolveRunConfig(settings, { ...choices, recipe: id }),
      machine,
    );
    const description = estimate === null ? "" : estimateText(estimate);
    return { label: id, description, detail: recipeDetail(id), id };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: optionText(options.recipe.form.title),
  });
  return chosen === undefined ? {} : { recipe: chosen.id };
}

async function pickEngineFor({ settings, choices, launch }: Asked): Promise<RunValues> {
  const engine = await pickEngine(launch, resolveRunConfig(settings, choices).engine);
  return engine === undefined ? {} : { engine };
}

async function pickChoice(
  key: Changeable,
  choices: Readonly<Record<string, string>>,
): Promise<RunValues> {
  const items = Object.entries(choices).map(([id, meaning]) => ({
    label: id,
    detail: optionText(meaning),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: optionText(options[key].form.title),
  });
  return chosen === undefined ? {} : { [key]: chosen.label };
}

async function pickChoices(
  key: Changeable,
  choices: Readonly<Record<string, string>>,
  { settings, choices: chosen }: Asked,
): Promise<RunValues> {
  const current: unknown = resolveRunConfig(settings, chosen)[key];
  const items = Object.entries(choices).map(([id, meaning]) => ({
    label: id,
    detail: optionText(meaning),
    picked: Array.isArray(current) && current.includes(id),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: optionText(options[key].form.title),
    canPickMany: true,
  });
  return picked === undefined ? {} : { [key]: picked.map(({ label }) => label) };
}

/** Asks for what is typed as in a setting, where 0 may stand for none. */
async function askFor(key: Changeable, { settings, choices }: Asked): Promise<RunValues> {
  const { is, form } = options[key];
  const answer = await vscode.window.showInputBox({
    title: optionText(form.title),
    prompt: optionText("prompt" in form ? form.prompt : ""),
    value: valueText(resolveRunConfig(settings, choices)[key] ?? 0),
    validateInput: (text) =>
      runConfigSchema.shape[key].safeParse(readAs(is, text)).success
        ? undefined
        : translateMessage(settingRuleOf(options[key])),
  });
  return answer === undefined ? {} : { [key]: readAs(is, answer) };
}

function readAs(is: TrainingOption["is"], text: string): unknown {
  const number = (part: string): number => (part.trim() === "" ? Number.NaN : Number(part));
  if (is.kind === "sizeShares") return fromSetting(is, text);
  if (is.kind !== "size") return fromSetting(is, number(text));
  const sides = text.split(/[x×]/u).map(number);
  return sides.length === 1 ? fromSetting(is, sides[0]) : sides;
}
