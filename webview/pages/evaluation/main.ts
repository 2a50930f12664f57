import "../../styles/evaluation.css";
import "../../styles/overEpochs.css";
import { effect } from "@preact/signals-core";
import type { AnswerOf, QuestionKind } from "../../../model/asking/index.js";
import type { TestedAt } from "../../../model/run/testedExamples.js";
import { withArrays } from "../../../model/run/wireArrays.js";
import { Comparing } from "../../evaluation/comparing.js";
import { EvaluationView, parseEvaluationView } from "../../evaluation/evaluationView.js";
import { OverEpochs } from "../../evaluation/overEpochs/followed.js";
import { followRun } from "../../evaluation/followRun.js";
import { KeptQuestion, type AskedRun, type LastTold } from "../../evaluation/keptQuestion.js";
import { Testing } from "../../evaluation/testing.js";
import { Tiles } from "../../state/tiles.js";
import type { EvaluationHost } from "../../host/rpc.js";
import { acquireVsCode } from "../../host/vscodeApi.js";
import { runPage, type BuiltPage } from "../../page/connect.js";
import { evaluationRequests } from "../../requests.js";
import { KeptWeights } from "../../state/keptWeights.js";
import { RunStore } from "../../state/runStore.js";
import { createEvaluationPage } from "./evaluationPage.js";

const vscode = acquireVsCode();
const app = document.getElementById("app");
if (app !== null) runPage(vscode, app, { requests: evaluationRequests, build: buildEvaluation });

function buildEvaluation(root: HTMLElement, host: EvaluationHost): BuiltPage {
  const runs = new RunStore();
  const view = new EvaluationView(parseEvaluationView(vscode.getState()));
  const lastTold: LastTold = async <K extends QuestionKind>(kind: K, asked: AskedRun) => {
    const last = withArrays(await host.lastTold({ kind, ...asked }));
    // SAFETY: the host keeps what `model/asking` answered to this kind of question.
    return last as AnswerOf<K> | null;
  };
  const kept = { askRun: host.askRun, lastTold };
  const testing = new Testing(kept);
  const mapping = new KeptQuestion(kept, "testMap", null);
  const keptWeights = new KeptWeights(runs, () => host.keptWeights());
  const comparing = new Comparing(
    { ...kept, comparableRuns: (shown) => host.comparableRuns(shown) },
    testing,
  );
  const tiles = new Tiles(host.askRun);
  const stores = { runs, view, testing, mapping, comparing, tiles, keptSteps: keptWeights.steps };
  const readTested = async (): Promise<readonly TestedAt[]> => {
    const tested = withArrays(await host.testedOverEpochs());
    // SAFETY: the host answers with what it has read of a run's folder.
    return tested as readonly TestedAt[];
  };
  const overEpochs = new OverEpochs(runs, readTested, new Tiles(host.askRun));
  createEvaluationPage(root, stores, overEpochs, host);
  const ends = [
    followRun(stores),
    keptWeights.start(),
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
