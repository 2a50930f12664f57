import { performance } from "node:perf_hooks";
import * as vscode from "vscode";
import { Paces } from "../model/folder/paces.js";
import { sampleFolder } from "../model/folder/runFolder.js";
import { autostartOrRestore } from "./commands/autostart.js";
import { registerCommands } from "./commands/register.js";
import { EngineChoice } from "./engines/engineChoice.js";
import { notify } from "./notify.js";
import { ProgramConsent } from "./settings/programConsent.js";
import { RunController } from "./runs/runController.js";
import { RunHistory } from "./runs/runHistory.js";
import { RunStorage } from "./runs/runStorage.js";
import { RunPointer } from "./runs/runPointer.js";
import type { RunView } from "./runs/runView.js";
import { RunStore } from "./runs/runStore.js";
import { RuntimeInstaller } from "./engines/runtimeInstaller.js";
import { askingFirst } from "./trainer/askingFirst.js";
import { startTrainer } from "./trainer/trainerProcess.js";
import { createViews, type Views } from "./views/createViews.js";
import { showMetricsAtFirstRun } from "./views/showMetrics.js";

/** What the extension lends to tests in its host. */
export interface ExtensionApi {
  /** The run that is shown. */
  readonly store: RunView;
  readonly storage: RunStorage;
  readonly controller: RunController;
  readonly views: Views;
  /** How long `activate` took. */
  readonly activationMs: number;
}

let running: RunController | undefined;

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const began = performance.now();
  const { subscriptions, workspaceState: memento } = context;
  const log = vscode.window.createOutputChannel("GoogLeNet", { log: true });
  const consent = new ProgramConsent(memento);
  const launch = askingFirst(
    (events) =>
      startTrainer({
        script: context.asAbsolutePath("dist/trainer.cjs"),
        events,
        log: (line) => log.info(`trainer: ${line}`),
      }),
    (python) => consent.python(python),
  );
  const createStore = (): RunStore => new RunStore((fault) => log.error(fault));
  const [live, past] = [createStore(), createStore()];
  const store = new RunPointer(live);
  const storage = new RunStorage(
    vscode.Uri.joinPath(context.globalStorageUri, "runs").fsPath,
    context.asAbsolutePath(sampleFolder),
  );
  const activeRunId = (): string | null => controller.activeRunId();
  const history = new RunHistory({ live, past, store, storage, memento, activeRunId });
  const engineChoice = new EngineChoice(context.globalState);
  const controller = new RunController({
    live,
    store,
    storage,
    history,
    engineChoice,
    launch,
    log,
    isExplorerSeen: () => views.explorer.isSeen(),
  });
  subscriptions.push(log, live, past, store, history, engineChoice, controller);
  running = controller;

  const run = { live, store, storage, history, controller, engineChoice, launch, log };
  const views = createViews(context, run);
  const installer = new RuntimeInstaller(launch, log);
  subscriptions.push(views, registerCommands({ ...run, ...views, installer, paces: new Paces() }));

  subscriptions.push(showMetricsAtFirstRun(controller, context.globalState));
  const begin = (): void => {
    const parts = { controller, explorer: views.explorer, memento, subscriptions, log };
    const work = autostartOrRestore(parts, history);
    void work.catch((error: unknown) => notify(error, log));
  };
  subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(begin));
  begin();

  const activationMs = performance.now() - began;
  log.info(`Activated in ${activationMs.toFixed(1)} ms`);
  return { store, storage, controller, views, activationMs };
}

/** Lets the trainer write its checkpoint and end; VS Code waits a few seconds for it. */
export async function deactivate(): Promise<void> {
  await running?.end();
}
