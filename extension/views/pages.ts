import { registry } from "../../model/registry.js";
import { noQuestion } from "../../webview/protocol.js";
import type { explorerRequests, metricsRequests } from "../../webview/requests.js";
import { explorerViewType, metricsViewId } from "../manifest.js";
import type { PageSpec } from "./pageSpec.js";
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
    asked.ask(noQuestion);
  },
};

export const metricsPage: PageSpec<typeof metricsRequests> = {
  id: "metrics",
  surface: { kind: "view", viewId: metricsViewId },
  stepsEveryMs: 1000,
  snapshot: takeSnapshot,
  rows: metricsRows,
};

/** Every page. */
export const pages: readonly PageSpec[] = registry("pages", [explorerPage, metricsPage]);
