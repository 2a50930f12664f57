import "@vscode/codicons/dist/codicon.css";
import "./styles/explorer.css";
import { effect } from "@preact/signals-core";
import { registerControls } from "./controls.js";
import { connectStore } from "./page/connect.js";
import { createExplorerPage } from "./page/explorerPage.js";
import { liveSignalOf } from "./page/live.js";
import { firstScope, scopeFor } from "./page/navigation.js";
import { RunStore, ViewStore } from "./store.js";
import { parseViewState } from "./viewState.js";
import { acquireVsCode } from "./vscodeApi.js";

registerControls();
const vscode = acquireVsCode();
const runs = new RunStore();
const view = new ViewStore(parseViewState(vscode.getState()));

const host = connectStore(vscode, runs, {
  onHydrate: chooseFirstView,
  onSelect: (id) => {
    const graph = runs.graph.peek();
    if (graph?.byId.has(id) === true) view.open(scopeFor(graph, id), id);
  },
});

const app = document.getElementById("app");
if (app !== null) {
  createExplorerPage(app, { runs, view, live: liveSignalOf(runs) }, host);
}

effect(() => {
  vscode.setState(view.state.value);
});

/** A view that nobody chose yet, or of a node that this network lacks, starts at the first block. */
function chooseFirstView(): void {
  const graph = runs.graph.peek();
  if (graph === null) return;
  const { scope, selection } = view.state.peek();
  const isKnown = (id: string | null): boolean => id === null || graph.byId.has(id);
  if (!view.isChosen && selection === null) view.open(firstScope(graph));
  else if (!isKnown(scope) || !isKnown(selection)) view.open(firstScope(graph));
}
