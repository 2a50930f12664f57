import * as vscode from "vscode";
import { networks } from "../../model/network/index.js";
import { configRules } from "../../model/run/checkConfig.js";
import { recipeIds, runConfigSchema, type RunConfig } from "../../model/run/config.js";
import { pickEngine } from "../engines/enginePick.js";
import { resolveRunConfig, type RunValues } from "../settings/settings.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { translateSentences } from "../words/translateSentences.js";
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
  const config = resolveRunConfig(asked.settings, asked.choices);
  switch (choice) {
    case "network":
      return pickNetwork();
    case "recipe":
      return pickRecipe(asked);
    case "epochs":
    case "learningRate":
    case "batchSize":
    case "seed":
      return askNumber(choice, config);
    case "engine": {
      const engine = await pickEngine(asked.launch, config.engine);
      return engine === undefined ? {} : { engine };
    }
  }
}

async function pickNetwork(): Promise<RunValues> {
  const items = networks.map(({ id, title, source }) => ({ label: title, detail: source, id }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Network") });
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
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Recipe") });
  return chosen === undefined ? {} : { recipe: chosen.id };
}

type NumberKey = "epochs" | "learningRate" | "batchSize" | "seed";

const numberTexts: Readonly<Record<NumberKey, () => { title: string; prompt: string }>> = {
  epochs: () => ({
    title: vscode.l10n.t("Epochs"),
    prompt: vscode.l10n.t("How often every training image is seen"),
  }),
  learningRate: () => ({
    title: vscode.l10n.t("Learning rate"),
    prompt: vscode.l10n.t("How far a step goes down the gradient, at its highest"),
  }),
  batchSize: () => ({
    title: vscode.l10n.t("Batch size"),
    prompt: vscode.l10n.t("How many images a step is taken on"),
  }),
  seed: () => ({
    title: vscode.l10n.t("Seed"),
    prompt: vscode.l10n.t("Decides the first weights and the order of the images"),
  }),
};

async function askNumber(key: NumberKey, config: RunConfig): Promise<RunValues> {
  const answer = await vscode.window.showInputBox({
    ...numberTexts[key](),
    value: String(config[key]),
    validateInput: (text) => {
      const isNumber =
        text.trim() !== "" && runConfigSchema.shape[key].safeParse(Number(text)).success;
      return isNumber ? undefined : translateSentences(configRules[key]);
    },
  });
  return answer === undefined ? {} : { [key]: Number(answer) };
}
