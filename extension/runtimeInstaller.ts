import * as vscode from "vscode";
import type { SetupFailure, SetupProgress } from "../model/trainer/protocol.js";
import { messageOf } from "../model/run/userError.js";
import { setupFailed } from "./errors.js";
import { readPythonPath } from "./settings.js";
import type { LaunchTrainer } from "./trainer/trainerProcess.js";
import { translateSentences } from "./translateSentences.js";

interface BuildItem extends vscode.QuickPickItem {
  readonly cuda: boolean;
}

type SetupOutcome =
  | { readonly kind: "installed" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly failure: SetupFailure; readonly cause?: unknown };

/** The command "Install TensorFlow Runtime": a trainer of its own does the work. */
export class RuntimeInstaller {
  private isAtWork = false;

  constructor(
    private readonly launch: LaunchTrainer,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  isInstalling(): boolean {
    return this.isAtWork;
  }

  async install(): Promise<void> {
    const build = await pickBuild();
    if (build === undefined) return;
    this.isAtWork = true;
    try {
      await this.installBuild(build.cuda);
    } finally {
      this.isAtWork = false;
    }
  }

  private async installBuild(cuda: boolean): Promise<void> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `TensorFlow ([${vscode.l10n.t("log")}](command:googlenet.showLog))`,
      cancellable: true,
    };
    const outcome = await vscode.window.withProgress(options, (progress, token) =>
      this.run(cuda, progress, token),
    );
    if (outcome.kind === "failed") throw setupFailed(outcome.failure, outcome.cause);
    if (outcome.kind === "cancelled") {
      this.log.info("The installation of the TensorFlow runtime was cancelled.");
      return;
    }
    void this.offerTraining();
  }

  private async run(
    cuda: boolean,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<SetupOutcome> {
    const report = createReporter(progress, this.log);
    const trainer = this.launch({ onEvents: () => undefined, onSetupProgress: report });
    const cancellation = token.onCancellationRequested(() => void trainer.stop());
    try {
      const request = { engine: "tensorflow", cuda, python: readPythonPath() };
      const failure = await trainer.api.setup(request);
      return failure === null ? { kind: "installed" } : { kind: "failed", failure };
    } catch (cause) {
      if (token.isCancellationRequested) return { kind: "cancelled" };
      return { kind: "failed", failure: { message: messageOf(cause), remedy: null }, cause };
    } finally {
      cancellation.dispose();
      await trainer.stop();
    }
  }

  private async offerTraining(): Promise<void> {
    const train = vscode.l10n.t("Train");
    const text = vscode.l10n.t("The TensorFlow runtime is installed.");
    const chosen = await vscode.window.showInformationMessage(text, train);
    if (chosen === train) await vscode.commands.executeCommand("googlenet.train");
  }
}

/** TensorFlow has a CUDA build for Linux on x64; elsewhere there is nothing to choose. */
async function pickBuild(): Promise<BuildItem | undefined> {
  const cpu: BuildItem = { label: "CPU", detail: vscode.l10n.t("Runs everywhere."), cuda: false };
  const gpu: BuildItem = {
    label: "NVIDIA GPU (CUDA 12)",
    detail: vscode.l10n.t("Needs NVIDIA's driver; downloads some gigabytes of CUDA libraries."),
    cuda: true,
  };
  if (process.platform !== "linux" || process.arch !== "x64") return cpu;
  return vscode.window.showQuickPick([cpu, gpu], {
    title: vscode.l10n.t("GoogLeNet: Install TensorFlow Runtime"),
    placeHolder: vscode.l10n.t(
      "Downloads the library with pip into your cache and compiles the binding",
    ),
  });
}

/** VS Code wants the growth of a bar in percent; a trainer tells how far it has come. */
export function createReporter(
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  log: Pick<vscode.LogOutputChannel, "info">,
): (step: SetupProgress) => void {
  let reached = 0;
  let lastLine = "";
  return ({ step, message, fraction }) => {
    const line = `${step}: ${message}`;
    if (line !== lastLine) log.info(line);
    lastLine = line;
    const percent = Math.max(reached, Math.round((fraction ?? 0) * 100));
    progress.report({ message: translateSentences(message), increment: percent - reached });
    reached = percent;
  };
}
