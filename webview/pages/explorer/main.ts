import "@vscode/codicons/dist/codicon.css";
import "../../styles/explorer.css";
import { effect } from "@preact/signals-core";
import { registerControls } from "../../marks/controls.js";
import { paced } from "../../state/binding/paced.js";
import type { Stores } from "../../state/binding/stores.js";
import { coloringSignalOf } from "../../stage/coloring.js";
import { runPage, type BuiltPage } from "../../page/connect.js";
import { focusStage } from "../../stage/stageFocus.js";
import { createExplorerPage } from "./explorerPage.js";
import { allValuesSignalOf, liveSignalOf, readableSignalOf } from "./live.js";
import { firstScope, scopeFor } from "../../layout/navigation.js";
import { keptView, tellView } from "./keptView.js";
import type { ExplorerHost } from "../../host/rpc.js";
import { asItIs } from "../../protocol.js";
import { explorerRequests } from "../../requests.js";
import { askAsLookedAt, KeptWeights } from "../../state/keptWeights.js";
import { saysTheSame } from "../../state/settled.js";
import { ViewStore } from "../../state/viewStore.js";
import { Excitement } from "../../state/excitement.js";
import { MomentQuestion } from "../../state/momentQuestion.js";
import { FlowStore } from "../../state/flow/flowStore.js";
import { Muting } from "../../state/muting/muting.js";
import { OtherWeights } from "../../state/seeing/otherWeights.js";
import { Seeing } from "../../state/seeing/seeing.js";
import { RunStore } from "../../state/runStore.js";
import { timelineOf } from "../../state/timeline.js";
import { weightsToldOf } from "../../state/weightsTold.js";
import { parseViewState } from "../../state/viewState.js";
import { acquireVsCode } from "../../host/vscodeApi.js";

registerControls();
const vscode = acquireVsCode();
const app = document.getElementById("app");
if (app !== null) runPage(vscode, app, { requests: explorerRequests, build: buildExplorer });

function buildExplorer(root: HTMLElement, host: ExplorerHost): BuiltPage {
  const view = new ViewStore(parseViewState(vscode.getState() ?? keptView()));
  const runs = new RunStore(view.whatIf);
  const stores = storesOf(runs, view, host);
  const ends = [
    createExplorerPage(root, stores, host),
    forgetWithRun(stores.contribution, runs),
    forgetWithRun(stores.excitement, runs),
    stores.keptWeights.start(),
    askAsLookedAt(runs, stores.timeline, stores.keptWeights),
    stores.otherWeights.start(view),
    stores.muting.start(),
    stores.flow.start(),
    stores.seeing.start(),
    effect(() => {
      vscode.setState(view.state.value);
    }),
    tellSelection(view, host),
    tellView(view.state, host),
    tellWhatIf(view, host),
  ];
  return {
    runs,
    onHydrate: () => {
      chooseFirstView(runs, view);
    },
    onSelect: (id) => {
      const graph = runs.graph.peek();
      if (graph?.byId.has(id) === true) view.open(scopeFor(graph, id), id);
    },
    onShowImage: ({ example, at }) => {
      stores.timeline.lookAt(at);
      view.showExample(example);
      // After what is drawn for it. Who comes with the keyboard is in the picture then, and not before all above it.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focusStage(root);
      });
    },
    end: () => {
      for (const end of ends) end();
    },
  };
}

function storesOf(runs: RunStore, view: ViewStore, host: ExplorerHost): Stores {
  const { askRun } = host;
  const keptWeights = new KeptWeights(runs, () => host.keptWeights());
  const otherWeights = new OtherWeights(runs, keptWeights.steps, {
    comparableRuns: (shown) => host.comparableRuns(shown),
    language: () => document.documentElement.lang || "en",
  });
  const contribution = new MomentQuestion(askRun, "contribution", runs.whose);
  const timeline = timelineOf(runs, view);
  const live = liveSignalOf(runs, timeline, contribution.answer);
  return {
    ...{ runs, view, timeline, live, contribution, keptWeights, otherWeights },
    weightsTold: weightsToldOf(runs, timeline),
    shown: timeline.shown,
    readable: readableSignalOf(live, timeline),
    colored: coloringSignalOf(runs, view, { live, all: allValuesSignalOf(timeline) }),
    seeing: new Seeing(runs, view, askRun),
    muting: new Muting(runs, view, askRun),
    flow: new FlowStore(runs, view, askRun),
    excitement: new Excitement(askRun, runs.whose),
  };
}

/** Of another run, or of another network, an answer says nothing; returns what ends that, and takes the question back. */
function forgetWithRun(
  question: { readonly forget: () => void },
  { run, network }: RunStore,
): () => void {
  let known: string | null = null;
  const end = effect(() => {
    const now = `${run.value.started?.runId ?? ""} ${network.value?.id ?? ""}`;
    if (known !== null && known !== now) question.forget();
    known = now;
  });
  return () => {
    end();
    question.forget();
  };
}

/** The Network view follows what is chosen here; the first value is only what was kept. */
function tellSelection(view: ViewStore, host: ExplorerHost): () => void {
  let told = view.selection.peek();
  return effect(() => {
    const selection = view.selection.value;
    if (selection === null || selection === told) return;
    told = selection;
    host.select(selection);
  });
}

/** A slider that is pulled asks many things in a second; the last one counts. */
const askEveryMs = 250;

/** The Network view answers what is asked here, also what was kept. */
function tellWhatIf(view: ViewStore, host: ExplorerHost): () => void {
  const asked = paced(view.whatIf, askEveryMs);
  let told = asItIs;
  return effect(() => {
    const whatIf = asked.value;
    if (saysTheSame(whatIf, told)) return;
    told = whatIf;
    host.askWhatIf(whatIf);
  });
}

/** A view that nobody chose yet, or of a node that this network lacks, starts at the first block. */
function chooseFirstView(runs: RunStore, view: ViewStore): void {
  const graph = runs.graph.peek();
  if (graph === null) return;
  const { scope, selection } = view.state.peek();
  const isKnown = (id: string | null): boolean => id === null || graph.byId.has(id);
  if (!view.isChosen && selection === null) view.open(firstScope(graph));
  else if (!isKnown(scope) || !isKnown(selection)) view.open(firstScope(graph));
}
