import * as vscode from "vscode";
import type { SetupProgress } from "../../model/machine/setup.js";
import { setupFailed } from "../errors.js";
import { Installation } from "./installation.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { translateMessage } from "../words/translateMessage.js";
import { withoutLinks } from "../words/withoutLinks.js";

interface BuildItem extends vscode.QuickPickItem {
  readonly cuda: boolean;
}

/** The command "Install TensorFlow Runtime": a trainer of its own does the work. */
export class RuntimeInstaller {
  private current: Installation | null = null;

  constructor(
    private readonly launch: LaunchTrainer,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  isInstalling(): boolean {
    return this.current !== null;
  }

  async install(): Promise<void> {
    const build = await pickBuild();
    if (build !== undefined) await this.show(this.begin(build.cuda));
  }

  /** Begins an installation, or answers the one that is at work already. */
  begin(cuda: boolean): Installation {
    if (this.current !== null) return this.current;
    const installation = new Installation(this.launch, cuda, this.log);
    this.current = installation;
    void installation.outcome.then(() => {
      this.current = null;
    });
    return installation;
  }

  /** A notification that follows an installation to its end; rejects with a `HostError` where that fails. */
  async show(installation: Installation): Promise<void> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `TensorFlow ([${vscode.l10n.t("log")}](command:googlenet.showLog))`,
      cancellable: true,
    };
    const outcome = await vscode.window.withProgress(options, async (progress, token) => {
      const report = createReporter(progress);
      const told = installation.progress();
      if (told !== null) report(told);
      const following = installation.onDidProgress(report);
      const cancellation = token.onCancellationRequested(() => installation.cancel());
      const ended = await installation.outcome;
      vscode.Disposable.from(following, cancellation).dispose();
      return ended;
    });
    if (outcome.kind === "failed") throw setupFailed(outcome.failure, outcome.cause);
    if (outcome.kind === "cancelled") {
      this.log.info("The installation of the TensorFlow runtime was cancelled.");
      return;
    }
    void this.offerTraining();
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
): (step: SetupProgress) => void {
  let reached = 0;
  return ({ message, fraction }) => {
    const percent = Math.max(reached, Math.round((fraction ?? 0) * 100));
    const told = withoutLinks(translateMessage(message));
    progress.report({ message: told, increment: percent - reached });
    reached = percent;
  };
}
