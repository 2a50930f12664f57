import "../../styles/evaluation.css";
import "../../styles/overEpochs.css";
import { effect } from "@preact/signals-core";
import type { TestedExamples } from "../../../model/asking/testedExamples.js";
import type { TestedAt } from "../../../model/run/testedExamples.js";
import { withArrays } from "../../../model/run/wireArrays.js";
import { EvaluationView, parseEvaluationView } from "../../evaluation/evaluationView.js";
import { OverEpochs } from "../../evaluation/overEpochs/followed.js";
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
  const readTested = async (): Promise<readonly TestedAt[]> => {
    const tested = withArrays(await host.testedOverEpochs());
    // SAFETY: the host answers with what it has read of a run's folder.
    return tested as readonly TestedAt[];
  };
  const overEpochs = new OverEpochs(runs, readTested, new Tiles(host.askRun));
  createEvaluationPage(root, { runs, view, testing, tiles }, overEpochs, host);
  const ends = [
    followRun({ runs, view, testing, tiles }),
    overEpochs.start(),
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
