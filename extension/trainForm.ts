import * as vscode from "vscode";
import { findNetwork, networks } from "../model/network/index.js";
import { configRules } from "../model/run/checkConfig.js";
import { recipeIds, recipes, runConfigSchema, type RunConfig } from "../model/run/config.js";
import { pickEngine } from "./enginePick.js";
import type { RunValues } from "./settings.js";
import { resolveRunConfig } from "./settings.js";
import type { LaunchTrainer } from "./trainer/trainerProcess.js";
import { translateSentences } from "./translateSentences.js";

type Choice = "start" | "network" | "recipe" | "epochs" | "engine" | "settings";

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/**
 * The quick pick of "GoogLeNet: Train". The first line starts at once; each other changes one value
 * and comes back. Resolves to undefined where the user went away.
 */
export async function chooseRunConfig(
  settings: RunValues,
  launch: LaunchTrainer,
): Promise<RunConfig | undefined> {
  let choices: RunValues = {};
  for (;;) {
    const config = resolveRunConfig(settings, choices);
    const item = await vscode.window.showQuickPick(trainItems(config), {
      title: vscode.l10n.t("GoogLeNet: Train"),
      placeHolder: vscode.l10n.t("Press Enter to start, or choose what to change"),
      matchOnDescription: true,
    });
    switch (item?.choice) {
      case undefined:
        return undefined;
      case "start":
        return config;
      case "settings":
        await vscode.commands.executeCommand("workbench.action.openSettings", "googlenet.training");
        return undefined;
      case "network":
      case "recipe":
      case "epochs":
      case "engine":
        choices = { ...choices, ...(await change(item.choice, config, launch)) };
    }
  }
}

/** The lines of the form for this configuration. */
export function trainItems(config: RunConfig): ChoiceItem[] {
  const network = findNetwork(config.network)?.title ?? config.network;
  const engine =
    config.engine === "auto"
      ? vscode.l10n.t("Automatic engine")
      : vscode.l10n.t("{0} engine", config.engine);
  const epochs = epochsText(config.epochs);
  const { batchSize, learningRate, seed, inputSize } = config;
  return [
    {
      choice: "start",
      label: `$(play) ${vscode.l10n.t("Start training")}`,
      description: [network, config.recipe, epochs, engine].join(" · "),
    },
    { label: vscode.l10n.t("Change"), kind: vscode.QuickPickItemKind.Separator },
    {
      choice: "network",
      label: `$(type-hierarchy-sub) ${vscode.l10n.t("Network")}`,
      description: network,
    },
    { choice: "recipe", label: `$(book) ${vscode.l10n.t("Recipe")}`, description: config.recipe },
    {
      choice: "epochs",
      label: `$(history) ${vscode.l10n.t("Epochs")}`,
      description: String(config.epochs),
    },
    { choice: "engine", label: `$(chip) ${vscode.l10n.t("Engine")}`, description: engine },
    {
      choice: "settings",
      label: `$(settings-gear) ${vscode.l10n.t("More in the settings")}`,
      description: vscode.l10n.t(
        "batch {0}, learning rate {1}, seed {2}, {3} pixels",
        ...[batchSize, learningRate, seed, inputSize.join("×")],
      ),
    },
  ];
}

function epochsText(epochs: number): string {
  return epochs === 1 ? vscode.l10n.t("1 epoch") : vscode.l10n.t("{0} epochs", epochs);
}

async function change(
  choice: "network" | "recipe" | "epochs" | "engine",
  config: RunConfig,
  launch: LaunchTrainer,
): Promise<RunValues> {
  switch (choice) {
    case "network":
      return pickNetwork();
    case "recipe":
      return pickRecipe();
    case "epochs":
      return askEpochs(config.epochs);
    case "engine": {
      const engine = await pickEngine(launch, config.engine);
      return engine === undefined ? {} : { engine };
    }
  }
}

async function pickNetwork(): Promise<RunValues> {
  const items = networks.map(({ id, title, source }) => ({ label: title, detail: source, id }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Network"),
  });
  return chosen === undefined ? {} : { network: chosen.id };
}

async function pickRecipe(): Promise<RunValues> {
  const items = recipeIds.map((id) => {
    const { epochs, batchSize, learningRate } = recipes[id];
    const detail = vscode.l10n.t(
      "{0} epochs, batch {1}, learning rate {2}",
      ...[epochs, batchSize, learningRate],
    );
    return { label: id, detail, id };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Recipe"),
  });
  return chosen === undefined ? {} : { recipe: chosen.id };
}

async function askEpochs(current: number): Promise<RunValues> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t("Epochs"),
    prompt: vscode.l10n.t("How often every training image is seen"),
    value: String(current),
    validateInput: (text) => {
      const isAllowed = runConfigSchema.shape.epochs.safeParse(Number(text)).success;
      return isAllowed ? undefined : translateSentences(configRules.epochs);
    },
  });
  return answer === undefined ? {} : { epochs: Number(answer) };
}
