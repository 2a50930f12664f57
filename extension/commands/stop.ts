import * as vscode from "vscode";
import type { RunController } from "../runs/runController.js";
import { isAtWork, notAtWork } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const stop = defineCommand({
  id: "googlenet.stop",
  argument: noArgument,
  disabled: (parts) => (isAtWork(parts) ? null : notAtWork(parts)),
  run: (_, { live, controller }) =>
    live.state().phase === "stopping" ? offerToAbandon(controller) : controller.stop(),
});

async function offerToAbandon(controller: RunController): Promise<void> {
  const endNow = vscode.l10n.t("End Now");
  const text = vscode.l10n.t("The run is finishing its step and writing a checkpoint.");
  const chosen = await vscode.window.showWarningMessage(text, endNow);
  if (chosen === endNow && controller.activeRunId() !== null) await controller.abandon();
}
