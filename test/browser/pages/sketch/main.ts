import "./sketch.css";
import { effect } from "@preact/signals-core";
import { acquireVsCode } from "../../../../webview/host/vscodeApi.js";
import { runPage } from "../../../../webview/page/connect.js";
import { RunStore } from "../../../../webview/state/runStore.js";
import { sketchRequests } from "./requests.js";

const app = document.getElementById("app");
if (app !== null) {
  runPage(acquireVsCode(), app, {
    requests: sketchRequests,
    build: (root, host) => {
      const runs = new RunStore();
      const steps = root.appendChild(document.createElement("output"));
      const greeting = root.appendChild(document.createElement("p"));
      const button = root.appendChild(document.createElement("button"));
      button.textContent = "Greet";
      button.addEventListener("click", () => {
        void host.greet("page").then((answer) => {
          greeting.textContent = answer;
        });
      });
      return {
        runs,
        end: effect(() => {
          steps.textContent = String(runs.run.value.steps.length);
        }),
      };
    },
  });
}
