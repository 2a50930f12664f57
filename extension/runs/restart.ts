import * as vscode from "vscode";
import type { ConfigChanges } from "../../webview/protocol.js";
import { nothingToRestart } from "../errors.js";
import type { RunController } from "./runController.js";
import { resolveRunConfig } from "../settings/settings.js";

/** A new run with the shown run's configuration and these changes; asks before it ends one that is going on. */
export async function restartWith(
  changes: ConfigChanges,
  controller: Pick<RunController, "activeRunId" | "shownConfig" | "start" | "stopAndWait">,
): Promise<void> {
  const shown = controller.shownConfig();
  if (shown === null) throw nothingToRestart();
  const config = resolveRunConfig({}, { ...shown, ...changes });
  if (controller.activeRunId() !== null) {
    if (!(await isToBeStopped())) return;
    await controller.stopAndWait();
  }
  await controller.start(config);
}

async function isToBeStopped(): Promise<boolean> {
  const stop = vscode.l10n.t("Stop and Restart");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Stop the run that is going on and start another?"),
    { modal: true, detail: vscode.l10n.t("It ends with a checkpoint and stays among the runs.") },
    stop,
  );
  return chosen === stop;
}
