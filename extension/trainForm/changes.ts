import * as vscode from "vscode";
import { networks } from "../../model/network/index.js";
import { ruleOf } from "../../model/options/rules.js";
import { recipeIds } from "../../model/run/config.js";
import { runConfigSchema } from "../../model/run/configSchema.js";
import { options } from "../../model/run/options.js";
import { pickEngine } from "../engines/enginePick.js";
import { resolveRunConfig, type RunValues } from "../settings/settings.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { optionText } from "../words/optionText.js";
import { translateMessage } from "../words/translateMessage.js";
import { estimateText } from "./estimateText.js";
import type { Changeable } from "./formItems.js";
import { prospectOf, type Machine } from "./prospect.js";
import { recipeDetail } from "./recipeTexts.js";

/** What a person is asked with: the values that count now, and what is known of the machine. */
export interface Asked {
  readonly settings: RunValues;
  readonly choices: RunValues;
  readonly machine: Machine;
  readonly launch: LaunchTrainer;
}

/** Asks for one value; none where the person went back. */
export async function change(choice: Changeable, asked: Asked): Promise<RunValues> {
  return isNumber(choice) ? askNumber(choice, asked) : picks[choice](asked);
}

type NumberKey = {
  [K in Changeable]: (typeof options)[K]["is"]["kind"] extends "wholeNumber" | "number" ? K : never;
}[Changeable];

/** Numbers are typed; the others are picked, each in its own way. */
const picks: {
  readonly [K in Exclude<Changeable, NumberKey>]: (asked: Asked) => Promise<RunValues>;
} = {
  network: pickNetwork,
  recipe: pickRecipe,
  engine: pickEngineFor,
};

function isNumber(key: Changeable): key is NumberKey {
  return !Object.hasOwn(picks, key);
}

async function pickNetwork(): Promise<RunValues> {
  const items = networks.map(({ id, title, source }) => ({ label: title, detail: source, id }));
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

async function askNumber(key: NumberKey, { settings, choices }: Asked): Promise<RunValues> {
  const { title, prompt } = options[key].form;
  const answer = await vscode.window.showInputBox({
    title: optionText(title),
    prompt: optionText(prompt),
    value: String(resolveRunConfig(settings, choices)[key]),
    validateInput: (text) => {
      const isFitting =
        text.trim() !== "" && runConfigSchema.shape[key].safeParse(Number(text)).success;
      return isFitting ? undefined : translateMessage(ruleOf(options[key]));
    },
  });
  return answer === undefined ? {} : { [key]: Number(answer) };
}
