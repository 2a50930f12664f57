import * as vscode from "vscode";
import { hasLostNumbers } from "../../model/metrics/watchdog/lostLoss.js";
import { lowerRate } from "../../model/run/chapterRate.js";
import type { RunConfig } from "../../model/run/config.js";
import type { RunState } from "../../model/run/state.js";
import type { ConfigChanges } from "../../webview/protocol.js";
import type { EngineChoice } from "../engines/engineChoice.js";
import { nothingToRestart, restartWithRateTitle } from "../errors.js";
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

/**
 * The configuration to train a run again with; of one whose numbers were lost, which would be lost
 * again, a person is asked. Undefined where nothing is chosen.
 */
export async function configToRestart(
  config: RunConfig,
  run: RunState,
  engineChoice: Pick<EngineChoice, "configToTrainAgain">,
): Promise<RunConfig | undefined> {
  const again = engineChoice.configToTrainAgain(config, run.failure);
  if (!hasLostNumbers(run)) return again;
  const learningRate = lowerRate(config.learningRate);
  const [lower, same] = [restartWithRateTitle(learningRate), vscode.l10n.t("Restart as It Was")];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Restart with a lower learning rate?"),
    {
      modal: true,
      detail: vscode.l10n.t(
        "At learning rate {0} this run has lost its numbers: the same numbers would be lost at the same step.",
        config.learningRate,
      ),
    },
    ...[lower, same],
  );
  if (chosen === lower) return { ...again, learningRate };
  return chosen === same ? again : undefined;
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
