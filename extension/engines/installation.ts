import * as vscode from "vscode";
import type { SetupFailure, SetupProgress } from "../../model/machine/setup.js";
import { Disposable } from "../disposable.js";
import { readPythonPath } from "../settings/settings.js";
import type { LaunchTrainer, TrainerProcess } from "../trainer/trainerProcess.js";
import { englishOf } from "../../model/messages/translate.js";
import { saidBy } from "../../model/messages/saidError.js";

export type SetupOutcome =
  | { readonly kind: "installed" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly failure: SetupFailure; readonly cause?: unknown };

/** The engine that a set-up makes ready. */
export const setUpEngine = "tensorflow";

/** A set-up at work, which may be watched from several places. */
export class Installation extends Disposable {
  private readonly progressed = this.register(new vscode.EventEmitter<SetupProgress>());
  readonly onDidProgress = this.progressed.event;
  /** Never rejects. */
  readonly outcome: Promise<SetupOutcome>;
  private latest: SetupProgress | null = null;
  private isCancelled = false;
  private readonly trainer: TrainerProcess;

  constructor(
    launch: LaunchTrainer,
    cuda: boolean,
    private readonly log: Pick<vscode.LogOutputChannel, "info">,
  ) {
    super();
    this.trainer = launch({
      onEvents: () => undefined,
      onSetupProgress: (progress) => this.tell(progress),
    });
    this.outcome = this.run(cuda);
  }

  /** What was told last; null before anything was. */
  progress(): SetupProgress | null {
    return this.latest;
  }

  cancel(): void {
    this.isCancelled = true;
    void this.trainer.stop();
  }

  private tell(progress: SetupProgress): void {
    const line = lineOf(progress);
    if (this.latest === null || line !== lineOf(this.latest)) this.log.info(line);
    this.latest = progress;
    this.progressed.fire(progress);
  }

  private async run(cuda: boolean): Promise<SetupOutcome> {
    try {
      const request = { engine: setUpEngine, cuda, python: readPythonPath() };
      const failure = await this.trainer.api.setup(request);
      return failure === null ? { kind: "installed" } : { kind: "failed", failure };
    } catch (cause) {
      if (this.isCancelled) return { kind: "cancelled" };
      return { kind: "failed", failure: { message: saidBy(cause), remedy: null }, cause };
    } finally {
      await this.trainer.stop();
      this.dispose();
    }
  }
}

function lineOf({ step, message }: SetupProgress): string {
  return `${step}: ${englishOf(message)}`;
}
