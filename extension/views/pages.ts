import * as vscode from "vscode";
import { registry } from "../../model/registry.js";
import { asItIs } from "../../webview/protocol.js";
import type {
  evaluationRequests,
  explorerRequests,
  metricsRequests,
} from "../../webview/requests.js";
import { evaluationViewType, explorerViewType, metricsViewId } from "../manifest.js";
import type { PageSpec } from "./pageSpec.js";
import { evaluationRows } from "./requests/evaluation.js";
import { explorerRows } from "./requests/explorer.js";
import { metricsRows } from "./requests/metrics.js";
import { takeSnapshot } from "./snapshot.js";

export const explorerPage: PageSpec<typeof explorerRequests> = {
  id: "explorer",
  surface: {
    kind: "panel",
    viewType: explorerViewType,
    title: "GoogLeNet Explorer",
    icon: { light: "explorer-light.svg", dark: "explorer-dark.svg" },
  },
  stepsEveryMs: 0,
  snapshot: takeSnapshot,
  rows: explorerRows,
  keptView: ({ keptView }) => keptView.read(),
  // Nobody asks any more.
  onDidClose: ({ asked }) => {
    asked.ask(asItIs);
  },
};

export const metricsPage: PageSpec<typeof metricsRequests> = {
  id: "metrics",
  surface: { kind: "view", viewId: metricsViewId },
  stepsEveryMs: 1000,
  snapshot: takeSnapshot,
  rows: metricsRows,
};

export const evaluationPage: PageSpec<typeof evaluationRequests> = {
  id: "evaluation",
  surface: {
    kind: "panel",
    viewType: evaluationViewType,
    title: vscode.l10n.t("GoogLeNet Evaluation"),
    icon: { light: "evaluation-light.svg", dark: "evaluation-dark.svg" },
  },
  // It tells how far the run has come, and nothing else of its steps.
  stepsEveryMs: 1000,
  snapshot: takeSnapshot,
  rows: evaluationRows,
};

/** Every page. */
export const pages: readonly PageSpec[] = registry("pages", [
  explorerPage,
  metricsPage,
  evaluationPage,
]);
