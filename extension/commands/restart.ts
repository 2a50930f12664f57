import * as vscode from "vscode";
import { nothingToRestart } from "../errors.js";
import { configToRestart } from "../runs/restart.js";
import { isAtWork, stopFirst } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const restart = defineCommand({
  id: "googlenet.restart",
  argument: noArgument,
  disabled: (parts) => {
    if (isAtWork(parts)) return stopFirst(vscode.l10n.t("The run is still going on."));
    return parts.controller.shownConfig() === null ? nothingToRestart() : null;
  },
  run: async (_, { controller, engineChoice, store }) => {
    const config = controller.shownConfig();
    if (config === null) return;
    const again = await configToRestart(config, store.state(), engineChoice);
    if (again !== undefined) await controller.start(again);
  },
});
