import * as vscode from "vscode";
import type { Command, CommandParts } from "./command.js";
import { noRunGoesOn, notApplicable, runGoesOn, type HostError } from "../errors.js";
import type { CommandId } from "../manifest.js";
import type { RunStorage } from "../runs/runStorage.js";

type RunCommandId = Extract<CommandId, `googlenet.${string}Run` | "googlenet.refreshRuns">;

/** The commands of the Runs view; each is given the line it was called on. */
export function createRunCommands(parts: CommandParts): Readonly<Record<RunCommandId, Command>> {
  const { storage, history, controller, engineChoice, explorer, tree } = parts;
  const whileTraining = (): HostError | null =>
    controller.activeRunId() === null ? null : runGoesOn();

  return {
    "googlenet.showRun": {
      run: async (argument) => {
        await history.show(runIdOf(argument, storage));
        explorer.show();
      },
    },
    "googlenet.showLiveRun": {
      disabled: () => (controller.activeRunId() === null ? noRunGoesOn() : null),
      run: () => {
        history.showLive();
        explorer.show();
      },
    },
    "googlenet.resumeRun": {
      disabled: whileTraining,
      run: async (argument) => {
        await controller.resumeRun(runIdOf(argument, storage));
        explorer.show();
      },
    },
    "googlenet.restartRun": {
      disabled: whileTraining,
      run: async (argument) => {
        const { config, failure } = await history.read(runIdOf(argument, storage));
        await controller.start(engineChoice.configToTrainAgain(config, failure));
        explorer.show();
      },
    },
    "googlenet.revealRun": {
      run: async (argument) => {
        const folder = vscode.Uri.file(storage.directory(runIdOf(argument, storage)));
        await vscode.commands.executeCommand("revealFileInOS", folder);
      },
    },
    "googlenet.deleteRun": { run: (argument) => deleteRun(runIdOf(argument, storage), parts) },
    "googlenet.refreshRuns": { run: () => tree.refresh() },
  };
}

async function deleteRun(runId: string, parts: CommandParts): Promise<void> {
  const { storage, history, controller, tree } = parts;
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
    vscode.l10n.t("Delete the run {0}?", runId),
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
}

function runIdOf(argument: unknown, storage: Pick<RunStorage, "isRunId">): string {
  if (typeof argument === "object" && argument !== null && "id" in argument) {
    const { id } = argument;
    if (typeof id === "string" && storage.isRunId(id)) return id;
  }
  throw notApplicable(
    vscode.l10n.t("No run was chosen."),
    vscode.l10n.t("Choose one in the Runs view."),
  );
}
