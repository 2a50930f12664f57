import "./styles/metrics.css";
import { runPage } from "./page/connect.js";
import { createMetricsPage } from "./page/metricsPage.js";
import { RunStore } from "./store.js";
import { acquireVsCode } from "./vscodeApi.js";

const app = document.getElementById("app");
if (app !== null) {
  runPage(acquireVsCode(), app, (root) => {
    const runs = new RunStore();
    createMetricsPage(root, runs);
    return { runs };
  });
}
