import * as vscode from "vscode";
import type { RunRole } from "../../webview/protocol.js";
import { AskedWhatIf } from "../askedWhatIf.js";
import { contextKeys } from "../manifest.js";
import { NetworkTree } from "./network/networkTree.js";
import type { RunController } from "../runs/runController.js";
import type { RunStorage } from "../runs/runStorage.js";
import { RunsTree } from "../runs/runsTree.js";
import { sampleRunId } from "../runs/runId.js";
import { RunPointer } from "../runs/runPointer.js";
import type { RunView } from "../runs/runView.js";
import type { RunStore } from "../runs/runStore.js";
import { Selection } from "../selection.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { Asker } from "../runs/asker.js";
import { KeptView } from "./requests/keptView.js";
import { OpenPages } from "./openPages.js";
import type { Page } from "./page.js";
import { evaluationPage, explorerPage, pages } from "./pages.js";
import { RunsView } from "./runsView.js";
import { networkOf } from "./snapshot.js";
import { StatusBar } from "./statusBar.js";

export interface Views extends vscode.Disposable {
  readonly explorer: Page;
  readonly evaluation: Page;
  readonly tree: RunsTree;
  readonly network: NetworkTree;
  readonly selection: Selection;
}

export interface ViewParts {
  readonly live: RunStore;
  /** The run that is shown. */
  readonly store: RunPointer;
  readonly storage: RunStorage;
  readonly controller: RunController;
  readonly launch: LaunchTrainer;
  readonly log: vscode.LogOutputChannel;
}

/** Everything that shows the run. */
export function createViews(
  {
    extensionUri,
    workspaceState,
  }: Pick<vscode.ExtensionContext, "extensionUri" | "workspaceState">,
  { live, store, storage, controller, launch, log }: ViewParts,
): Views {
  const selection = new Selection();
  const asked = new AskedWhatIf();
  const role = (): RunRole => {
    const active = controller.activeRunId();
    if (active !== null && active !== store.runId()) return "aside";
    if (store.runId() === sampleRunId) return "sample";
    return store.runId() === live.runId() ? "own" : "followed";
  };
  const isAside = (): boolean => role() === "aside";
  /** The run at work, whichever is shown; without one, what is shown. */
  const atWork = new RunPointer(store);
  const asker = new Asker({ store, storage, controller, launch });
  const keptView = new KeptView(workspaceState);
  const open = new OpenPages(pages, {
    ...{ extensionUri, store, role, storage, controller },
    ...{ selection, asked, keptView, asker, log },
  });
  const network = new NetworkTree({
    ...{ selection, asked, store },
    shownNetwork: () => networkOf(controller.shownConfig(), store.state()),
  });
  const tree = new RunsTree({
    storage,
    activeRunId: () => controller.activeRunId(),
    activeState: () => live.state(),
  });
  const owned = vscode.Disposable.from(
    selection,
    asked,
    asker,
    open,
    network,
    tree,
    atWork,
    new StatusBar(atWork, () => role() === "sample"),
    new RunsView({ tree, store, storage }),
    watchPhase(atWork, tree),
    store.onDidChange((change) => {
      if (change.kind === "replaced") setContext(contextKeys.aside, isAside());
    }),
    controller.onDidChangeRuns(() => {
      const isActive = controller.activeRunId() !== null;
      atWork.point(isActive ? live : store);
      setContext(contextKeys.active, isActive);
      setContext(contextKeys.aside, isAside());
      if (store.runId() !== live.runId()) open.hydrate();
      tree.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration("googlenet")) return;
      open.hydrate();
      network.refresh();
    }),
  );
  return {
    explorer: open.of(explorerPage),
    evaluation: open.of(evaluationPage),
    ...{ tree, network, selection },
    dispose: () => {
      owned.dispose();
    },
  };
}

/** Tells menus and the Runs view when the phase has changed. */
function watchPhase(store: RunView, tree: RunsTree): vscode.Disposable {
  let known = store.state().phase;
  setContext(contextKeys.phase, known);
  return store.onDidChange(() => {
    const { phase } = store.state();
    if (phase === known) return;
    known = phase;
    setContext(contextKeys.phase, phase);
    tree.refresh();
  });
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
