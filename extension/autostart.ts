import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import * as z from "zod";
import { autostartUnreadable } from "./errors.js";
import { autostartFile, metricsViewId } from "./manifest.js";
import { notify } from "./notify.js";
import type { RunController } from "./runController.js";
import type { RunHistory } from "./runs/runHistory.js";
import { readTrainingValues, resolveRunConfig } from "./settings.js";
import type { ExplorerPanel } from "./views/explorerPanel.js";

const startedKey = "googlenet.autostarted";

/**
 * What a launcher writes to `.googlenet/autostart.json` in the folder it opens. The extension then
 * opens the explorer, begins training, and writes the run's folder to `statusFile`, whose
 * `events.ndjson` the launcher can follow.
 */
const requestSchema = z.strictObject({
  /** Choices of the run's configuration; the rest comes from the settings. */
  train: z.record(z.string(), z.unknown()).default({}),
  statusFile: z.string().optional(),
});

export interface AutostartParts {
  readonly controller: RunController;
  readonly explorer: ExplorerPanel;
  readonly memento: vscode.Memento;
  readonly subscriptions: vscode.Disposable[];
}

/** Begins the run that the opened folder asks for; without one, or where it cannot begin, shows the last. */
export async function autostartOrRestore(
  parts: AutostartParts,
  { history, log }: { readonly history: RunHistory; readonly log: vscode.LogOutputChannel },
): Promise<void> {
  await autostart(parts).catch((error: unknown) => void notify(error, log));
  await history.restore();
}

/** Begins the run that the opened folder asks for; once for each writing of its file. */
export async function autostart(parts: AutostartParts): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== "file" || !vscode.workspace.isTrusted) return;
  const file = join(folder.fsPath, autostartFile);
  const info = await stat(file).catch(() => null);
  if (info === null) return;
  const { controller, explorer, memento } = parts;
  const request = await readRequest(file);
  if (request.statusFile !== undefined) mirrorStatus(request.statusFile, parts);
  const stamp = `${file} ${info.mtimeMs}`;
  if (memento.get(startedKey) === stamp || controller.activeRunId() !== null) return;
  await memento.update(startedKey, stamp);
  explorer.show();
  showMetrics();
  await controller.start(resolveRunConfig(readTrainingValues(), request.train));
}

/** The side bar is an addition: where it cannot be opened, the explorer and the run do without. */
function showMetrics(): void {
  const options = { preserveFocus: true };
  void vscode.commands
    .executeCommand(`${metricsViewId}.focus`, options)
    .then(undefined, () => undefined);
}

/** Names the folder of the run at work, also of one that the user starts later. */
function mirrorStatus(statusFile: string, { controller, subscriptions }: AutostartParts): void {
  const subscription = controller.onDidChangeRuns(() => {
    const directory = controller.activeRunDirectory();
    if (directory !== null) void writeFile(statusFile, `${directory}\n`).catch(() => undefined);
  });
  subscriptions.push(subscription);
}

async function readRequest(file: string): Promise<z.infer<typeof requestSchema>> {
  try {
    return requestSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw autostartUnreadable(file, error);
  }
}
