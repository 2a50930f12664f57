import * as vscode from "vscode";
import { metricsViewId } from "../manifest.js";
import type { RunController } from "../runs/runController.js";

const shownKey = "googlenet.metricsShown";

/** Opens the side bar at the curves, without the focus. Where it cannot be opened, a run does without. */
export function showMetrics(): void {
  const options = { preserveFocus: true };
  void vscode.commands
    .executeCommand(`${metricsViewId}.focus`, options)
    .then(undefined, () => undefined);
}

/** At a person's first run, so that the curves are found; after that the side bar stays as it was left. */
export function showMetricsAtFirstRun(
  controller: Pick<RunController, "onDidChangeRuns" | "activeRunId">,
  memento: vscode.Memento,
): vscode.Disposable {
  return controller.onDidChangeRuns(() => {
    if (controller.activeRunId() === null || memento.get<boolean>(shownKey) === true) return;
    void memento.update(shownKey, true);
    showMetrics();
  });
}
