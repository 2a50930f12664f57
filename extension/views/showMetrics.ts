import type * as vscode from "vscode";
import { metricsViewId } from "../manifest.js";
import type { RunController } from "../runs/runController.js";
import { showView } from "./showView.js";

const shownKey = "googlenet.metricsShown";

/** Opens the side bar at the curves. */
export function showMetrics(): void {
  showView(metricsViewId);
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
