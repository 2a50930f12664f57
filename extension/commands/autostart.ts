import { lstat, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import * as z from "zod";
import { autostartUnreadable } from "../errors.js";
import { isGranted } from "../settings/launchGrant.js";
import { autostartFile, autostartFolder, statusFile } from "../manifest.js";
import { notify } from "../notify.js";
import type { RunController } from "../runs/runController.js";
import type { RunHistory } from "../runs/runHistory.js";
import { readTrainingValues, resolveRunConfig } from "../settings/settings.js";
import type { Page } from "../views/page.js";
import { showMetrics } from "../views/showMetrics.js";

const startedKey = "googlenet.autostarted";

/** Far more than a request has; a repository may hold anything under its name. */
const mostBytes = 65_536;

/** By its secret a launcher's request is told from one that came with somebody's repository. */
const signedSchema = z.looseObject({ secret: z.string() });

/**
 * What a launcher writes to `.googlenet/autostart.json` in the folder it opens. The extension then
 * opens the explorer, begins training, and writes the run's folder to `.googlenet/status`, whose
 * `events.ndjson` the launcher can follow.
 */
const requestSchema = z.strictObject({
  secret: z.string(),
  /** Choices of the run's configuration; the rest comes from the settings. */
  train: z.record(z.string(), z.unknown()).default({}),
});

export interface AutostartParts {
  readonly controller: RunController;
  readonly explorer: Pick<Page, "show">;
  readonly memento: vscode.Memento;
  readonly subscriptions: vscode.Disposable[];
  readonly log: vscode.LogOutputChannel;
}

/** Begins the run that the opened folder asks for; without one, or where it cannot begin, shows the last. */
export async function autostartOrRestore(
  parts: AutostartParts,
  history: RunHistory,
): Promise<void> {
  await autostart(parts).catch((error: unknown) => void notify(error, parts.log));
  await history.restore();
}

/** Begins the run that a launcher asks for in its own folder; once for each writing of its file. */
export async function autostart(parts: AutostartParts): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== "file" || !vscode.workspace.isTrusted) return;
  const file = join(folder.fsPath, autostartFile);
  const info = await lstat(file).catch(() => null);
  if (info === null) return;
  const { controller, explorer, memento, log } = parts;
  const isReadable = info.isFile() && info.size <= mostBytes;
  const text = isReadable ? await readFile(file, "utf8").catch(() => "") : "";
  if (!(await isLaunchers(folder.fsPath, text))) {
    log.warn(`${file} begins no run: it is not from a launcher of this user's.`);
    return;
  }
  const request = parseRequest(file, text);
  mirrorStatus(folder.fsPath, parts);
  const stamp = `${file} ${info.mtimeMs}`;
  if (memento.get(startedKey) === stamp || controller.activeRunId() !== null) return;
  await memento.update(startedKey, stamp);
  explorer.show();
  showMetrics();
  await controller.start(resolveRunConfig(readTrainingValues(), request.train));
}

async function isLaunchers(folder: string, text: string): Promise<boolean> {
  const signed = signedSchema.safeParse(parseJson(text));
  return signed.success && (await isGranted(folder, signed.data.secret));
}

/** Names the folder of the run at work, also of one that the user starts later. */
function mirrorStatus(
  folder: string,
  { controller, subscriptions, log }: Pick<AutostartParts, "controller" | "subscriptions" | "log">,
): void {
  const subscription = controller.onDidChangeRuns(() => {
    const directory = controller.activeRunDirectory();
    if (directory === null) return;
    void writeStatus(folder, `${directory}\n`).catch((error: unknown) => log.warn(String(error)));
  });
  subscriptions.push(subscription);
}

/** Links are not followed: a new file takes the place of whatever has its name. */
async function writeStatus(folder: string, text: string): Promise<void> {
  const own = join(folder, autostartFolder);
  if (!(await lstat(own)).isDirectory()) throw new Error(`${own} is no folder of its own.`);
  const target = join(folder, statusFile);
  const temporary = `${target}.${process.pid}-${Date.now()}`;
  await writeFile(temporary, text, { flag: "wx" });
  await rename(temporary, target);
}

function parseRequest(file: string, text: string): z.infer<typeof requestSchema> {
  try {
    return requestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw autostartUnreadable(file, error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
