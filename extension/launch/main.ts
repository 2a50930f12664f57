import path from "node:path";
import { cacheDirectory } from "../../model/host/cache.js";
import { UsageError } from "../../model/messages/userError.js";
import { parseLaunchArguments, usage } from "./arguments.js";
import { setUpTraining } from "./setUpTraining.js";
import { explainFailure } from "./explainFailure.js";
import type { OpenedVsCode } from "./desktopVsCode.js";
import { mirrorRuns } from "./mirror.js";
import { whenNpmIsGone } from "./npmProcess.js";
import { openVsCode, prepareVsCode } from "./openVsCode.js";
import { createSteps } from "./steps.js";
import { createWorkspace, type TrainOverrides } from "./workspace.js";

const interrupted = 130;

/** `npm start`, once the dependencies and the build are there. Resolves to the exit code. */
export async function launch(repository: string, commandLine: readonly string[]): Promise<number> {
  const signal = abortOnSignals();
  try {
    const { help, train } = parseLaunchArguments(commandLine);
    if (help) process.stdout.write(usage);
    else await launchAndMirror(repository, train, signal);
    return 0;
  } catch (error) {
    if (signal.aborted) return interrupted;
    return explain(error);
  }
}

async function launchAndMirror(
  repository: string,
  train: TrainOverrides,
  signal: AbortSignal,
): Promise<void> {
  const cache = path.join(cacheDirectory(), "vscode");
  const steps = createSteps(process.stderr);
  await setUpTraining(repository, steps, signal);
  const program = await steps.run("VS Code", (report) =>
    prepareVsCode({ cacheDirectory: cacheDirectory(), repository, report, signal }),
  );
  signal.throwIfAborted();
  const workspace = await createWorkspace(cache, train);
  try {
    const { folder, statusFile } = workspace;
    const opened = await openVsCode(program, { repository, cache, folder, signal });
    await mirrorUntilEnd(opened, statusFile, signal);
  } finally {
    await workspace.close();
  }
}

async function mirrorUntilEnd(
  opened: OpenedVsCode & { readonly message: string },
  statusFile: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    signal.throwIfAborted();
    process.stderr.write(`${opened.message}\nCtrl-C stops everything.\n\n`);
    const closed = abortWhenEnded(opened.ended);
    await mirrorRuns(statusFile, process.stdout, AbortSignal.any([signal, closed]));
    if (!signal.aborted) process.stderr.write("VS Code was closed.\n");
  } finally {
    process.stderr.write("Stopping …\n");
    await opened.stop();
  }
}

function abortWhenEnded(ended: Promise<unknown>): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  ended.then(abort, abort);
  return controller.signal;
}

/**
 * Aborts at the first Ctrl-C, or when npm is gone; a second Ctrl-C ends the program at once, as it
 * would anywhere.
 */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  void whenNpmIsGone(() => controller.abort());
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => controller.abort());
  }
  // The terminal may be gone before everything is stopped; that must not end this program early.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return controller.signal;
}

function explain(error: unknown): number {
  if (!(error instanceof UsageError)) return explainFailure(error);
  process.stderr.write(`${error.message}\nnpm start -- --help lists the options.\n`);
  return 2;
}
