import * as vscode from "vscode";
import type { WeightReading } from "../../webview/protocol.js";
import type { Asked } from "../asked.js";
import { pageCommands } from "./requests/pageCommands.js";
import { pathSettings } from "../manifest.js";
import { notify } from "../notify.js";
import { restartWith } from "../runs/restart.js";
import type { RunController } from "../runs/runController.js";
import type { RunStorage } from "../runs/runStorage.js";
import type { Selection } from "../selection.js";
import type { KeptView } from "./requests/keptView.js";
import type { PageActions } from "./pageRequests.js";
import { saveFile } from "./requests/saveFile.js";

export interface PageActionParts {
  readonly storage: RunStorage;
  readonly controller: RunController;
  readonly selection: Selection;
  readonly keptView: KeptView;
  readonly asked: Asked;
  readonly readWeights: (nodeId: string) => Promise<WeightReading | null>;
  readonly log: vscode.LogOutputChannel;
}

/** What the pages can have done here. What fails is told by a box of VS Code, not by the page. */
export function createPageActions(parts: PageActionParts): PageActions {
  const { storage, controller, selection, asked, keptView, readWeights, log } = parts;
  const told = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      void notify(error, log);
      return otherwise;
    }
  };
  return {
    run: async (command) => {
      await vscode.commands.executeCommand(pageCommands[command]);
    },
    openDataSetting: async () => {
      await vscode.commands.executeCommand(
        "workbench.action.openSettings",
        pathSettings.dataDirectory,
      );
    },
    select: (nodeId) => selection.choose(nodeId, "page"),
    keepView: (view) => keptView.keep(view),
    ask: (question) => asked.ask(question),
    restartWith: (changes) => told(restartWith(changes, controller), undefined),
    save: (file) => told(saveFile(file), false),
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
    },
    readWeights,
    readRuns: () => storage.curves(),
  };
}
