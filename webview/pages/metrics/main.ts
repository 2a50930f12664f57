import "../../styles/metrics.css";
import { effect } from "@preact/signals-core";
import type { MetricsHost } from "../../host/rpc.js";
import { runPage, type BuiltPage } from "../../page/connect.js";
import { createMetricsPage } from "./metricsPage.js";
import { CurvesView, parseMetricsView } from "../../curves/curvesView.js";
import { RunStore } from "../../state/runStore.js";
import { metricsRequests } from "../../requests.js";
import { acquireVsCode } from "../../host/vscodeApi.js";

const vscode = acquireVsCode();
const app = document.getElementById("app");
if (app !== null) runPage(vscode, app, { requests: metricsRequests, build: buildMetrics });

function buildMetrics(root: HTMLElement, host: MetricsHost): BuiltPage {
  const runs = new RunStore();
  const view = new CurvesView(parseMetricsView(vscode.getState()));
  createMetricsPage(root, { runs, view }, host);
  const ends = [
    effect(() => {
      const { started } = runs.run.value;
      if (started !== null) view.showRun(started.runId);
    }),
    effect(() => {
      vscode.setState(view.state.value);
    }),
  ];
  return {
    runs,
    end: () => {
      for (const end of ends) end();
    },
  };
}
