import * as vscode from "vscode";
import { selectEngine as pickEngine } from "../engines/enginePick.js";
import { isAtWork, stopFirst, untrusted } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const selectEngine = defineCommand({
  id: "googlenet.selectEngine",
  argument: noArgument,
  disabled: (parts) =>
    isAtWork(parts)
      ? stopFirst(vscode.l10n.t("The engine cannot change during a run."))
      : untrusted(),
  run: async (_, { launch, engineChoice }) => {
    if (await pickEngine(launch)) await engineChoice.remember();
  },
});
