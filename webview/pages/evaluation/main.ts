import "../../styles/evaluation.css";
import { effect } from "@preact/signals-core";
import type { TestedExamples } from "../../../model/asking/testedExamples.js";
import { withArrays } from "../../../model/run/wireArrays.js";
import { EvaluationView, parseEvaluationView } from "../../evaluation/evaluationView.js";
import { followRun } from "../../evaluation/followRun.js";
import { Testing } from "../../evaluation/testing.js";
import { Tiles } from "../../state/tiles.js";
import type { EvaluationHost } from "../../host/rpc.js";
import { acquireVsCode } from "../../host/vscodeApi.js";
import { runPage, type BuiltPage } from "../../page/connect.js";
import { evaluationRequests } from "../../requests.js";
import { RunStore } from "../../state/runStore.js";
import { createEvaluationPage } from "./evaluationPage.js";

const vscode = acquireVsCode();
const app = document.getElementById("app");
if (app !== null) runPage(vscode, app, { requests: evaluationRequests, build: buildEvaluation });

function buildEvaluation(root: HTMLElement, host: EvaluationHost): BuiltPage {
  const runs = new RunStore();
  const view = new EvaluationView(parseEvaluationView(vscode.getState()));
  const testing = new Testing({
    askRun: host.askRun,
    lastTested: async (runId) => {
      const last = withArrays(await host.lastTested(runId));
      // SAFETY: the host keeps what `model/asking` answered to this kind of question.
      return last as TestedExamples | null;
    },
  });
  const tiles = new Tiles(host.askRun);
  createEvaluationPage(root, { runs, view, testing, tiles }, host);
  const ends = [
    followRun({ runs, view, testing, tiles }),
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
