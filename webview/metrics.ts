import "./styles/metrics.css";
import { connectStore } from "./page/connect.js";
import { createMetricsPage } from "./page/metricsPage.js";
import { RunStore } from "./store.js";
import { acquireVsCode } from "./vscodeApi.js";

const runs = new RunStore();
connectStore(acquireVsCode(), runs);

const app = document.getElementById("app");
if (app !== null) createMetricsPage(app, runs);
