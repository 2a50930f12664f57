import * as vscode from "vscode";
import { readTrainingValues } from "../settings/settings.js";
import { chooseRunConfig } from "../trainForm/chooseRunConfig.js";
import { PreviewPanel } from "../trainForm/previewPanel.js";
import { readPreview } from "../trainForm/readPreview.js";
import { folderArgument } from "./arguments.js";
import { defineCommand } from "./command.js";
import { untrusted, whileTraining } from "./reasons.js";

/** Shows what a folder would give a network to learn from, and then asks as "GoogLeNet: Train" does. */
export const trainOnPictures = defineCommand({
  id: "googlenet.trainOnPictures",
  argument: folderArgument,
  disabled: (parts) => whileTraining(parts) ?? untrusted(),
  run: async (given, parts) => {
    const folder = given ?? (await chooseFolder());
    if (folder === undefined) return;
    const settings = readTrainingValues();
    const preview = await readPreview(folder.fsPath, settings, parts.launch);
    if (preview === null) return;
    const panel = new PreviewPanel(preview);
    const config = await chooseRunConfig(settings, parts, preview);
    if (config === undefined) return;
    panel.close();
    parts.explorer.show();
    await parts.controller.start(config, preview.source);
  },
});

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: false,
    title: vscode.l10n.t("A folder with one subfolder of pictures for each class"),
    openLabel: vscode.l10n.t("Look at These Pictures"),
  });
  return chosen?.[0];
}
