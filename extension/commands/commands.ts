import * as vscode from "vscode";
import { isResumable } from "../../model/run/resumable.js";
import type { Command, CommandParts } from "./command.js";
import { runEngineCheck } from "../engines/engineCheck.js";
import { selectEngine } from "../engines/enginePick.js";
import {
  noRunGoesOn,
  notApplicable,
  nothingToRestart,
  runGoesOn,
  trainAction,
  workspaceNotTrusted,
  type HostError,
} from "../errors.js";
import { setUpEngine } from "../engines/installation.js";
import { commandIds, type CommandId } from "../manifest.js";
import { notify } from "../notify.js";
import type { RunController } from "../runs/runController.js";
import { createRunCommands } from "./runCommands.js";
import { readTrainingValues } from "../settings/settings.js";
import { chooseRunConfig } from "../trainForm/chooseRunConfig.js";

/** Every command as data: what it does, and why it may not apply. */
export function createCommands(parts: CommandParts): Readonly<Record<CommandId, Command>> {
  const { store, live, controller, engineChoice } = parts;
  const { installer, explorer, selection, launch, log } = parts;
  const isAtWork = (): boolean => controller.activeRunId() !== null;
  const phase = (): string => live.state().phase;
  // Before it has started, a run may take any engine.
  const engineInUse = (): string => live.state().started?.engine.id ?? setUpEngine;
  const untrusted = (): HostError | null =>
    vscode.workspace.isTrusted ? null : workspaceNotTrusted();
  const resumable = (): string | null => (isResumable(store.state()) ? store.runId() : null);

  return {
    "googlenet.train": {
      disabled: () => (isAtWork() ? runGoesOn() : untrusted()),
      run: async () => {
        const config = await chooseRunConfig(readTrainingValues(), parts);
        if (config === undefined) return;
        explorer.show();
        await controller.start(config);
      },
    },
    "googlenet.pause": {
      disabled: () => {
        if (!isAtWork()) return noRunGoesOn();
        if (phase() === "paused") return notApplicable(vscode.l10n.t("The run is paused already."));
        if (phase() === "stopping") return notApplicable(vscode.l10n.t("The run is stopping."));
        return null;
      },
      run: () => controller.pause(),
    },
    "googlenet.resume": {
      disabled: () => {
        if (isAtWork() && phase() === "paused") return null;
        if (isAtWork()) return notApplicable(vscode.l10n.t("No run is paused."));
        if (resumable() !== null) return untrusted();
        const reason = vscode.l10n.t("There is no paused or interrupted run.");
        return notApplicable(reason, "", trainAction());
      },
      run: async () => {
        const runId = resumable();
        if (isAtWork()) await controller.unpause();
        else if (runId !== null) await controller.resumeRun(runId);
      },
    },
    "googlenet.stop": {
      disabled: () => (isAtWork() ? null : noRunGoesOn()),
      run: () => (phase() === "stopping" ? offerToAbandon(controller) : controller.stop()),
    },
    "googlenet.restart": {
      disabled: () => {
        if (isAtWork()) return stopFirst(vscode.l10n.t("The run is still going on."));
        return controller.shownConfig() === null ? nothingToRestart() : null;
      },
      run: async () => {
        const config = controller.shownConfig();
        if (config === null) return;
        await controller.start(engineChoice.configToTrainAgain(config, store.state().failure));
      },
    },
    "googlenet.openExplorer": { run: () => explorer.show() },
    "googlenet.showNode": {
      run: (nodeId) => {
        if (typeof nodeId !== "string") return;
        explorer.showNode(nodeId);
        selection.choose(nodeId, "tree");
      },
    },
    "googlenet.selectEngine": {
      disabled: () =>
        isAtWork()
          ? stopFirst(vscode.l10n.t("The engine cannot change during a run."))
          : untrusted(),
      run: async () => {
        if (await selectEngine(launch)) await engineChoice.remember();
      },
    },
    "googlenet.checkEngines": {
      disabled: () =>
        isAtWork() ? stopFirst(vscode.l10n.t("A run is using the processor.")) : untrusted(),
      run: () => runEngineCheck(launch, log),
    },
    "googlenet.installRuntime": {
      disabled: () => {
        if (installer.isInstalling()) {
          return notApplicable(vscode.l10n.t("The installation is going on already."));
        }
        if (isAtWork() && engineInUse() === setUpEngine) {
          return stopFirst(vscode.l10n.t("A run is using the runtime."));
        }
        return untrusted();
      },
      run: () => installer.install(),
    },
    "googlenet.showLog": { run: () => log.show() },
    ...createRunCommands(parts),
  };
}

/** A command that does not apply is answered with its reason; one that fails, with its error. */
export function registerCommands(
  commands: Readonly<Record<CommandId, Command>>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const registrations = commandIds.map((id) =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      const { run, disabled } = commands[id];
      try {
        const reason = disabled?.() ?? null;
        if (reason !== null) throw reason;
        await run(argument);
      } catch (error) {
        void notify(error, log);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

function stopFirst(reason: string): HostError {
  return notApplicable(reason, vscode.l10n.t("Stop it first."));
}

async function offerToAbandon(controller: RunController): Promise<void> {
  const endNow = vscode.l10n.t("End Now");
  const text = vscode.l10n.t("The run is finishing its step and writing a checkpoint.");
  const chosen = await vscode.window.showWarningMessage(text, endNow);
  if (chosen === endNow && controller.activeRunId() !== null) await controller.abandon();
}
