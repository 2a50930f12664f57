import * as vscode from "vscode";
import { visibleText } from "../../model/messages/visibleText.js";
import { notApplicable } from "../errors.js";
import { sampleRunId } from "../runs/runId.js";
import { runArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const deleteRun = defineCommand({
  id: "googlenet.deleteRun",
  argument: runArgument,
  run: async ({ id: runId }, { storage, history, controller, tree }) => {
    if (runId === sampleRunId) {
      throw notApplicable(
        vscode.l10n.t("This run came with the extension."),
        vscode.l10n.t("It goes when the extension does."),
      );
    }
    // One whose claim cannot be read is among those that a person wants to be rid of.
    const isClaimed = await storage.isClaimed(runId).catch(() => false);
    if (controller.activeRunId() === runId || isClaimed) {
      throw notApplicable(
        vscode.l10n.t("This run is being trained."),
        vscode.l10n.t("Stop it before you delete it."),
      );
    }
    const confirm = vscode.l10n.t("Delete");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Delete the run {0}?", visibleText(runId)),
      {
        modal: true,
        detail: vscode.l10n.t("Its curves and checkpoints are removed from disk for good."),
      },
      confirm,
    );
    if (chosen !== confirm) return;
    await storage.remove(runId);
    history.forget(runId);
    tree.refresh();
    // Where it was the one that is shown, another is: there may be more, and one came along.
    await history.restore();
  },
});
