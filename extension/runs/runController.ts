import * as vscode from "vscode";
import { isPublished } from "../../model/data/idxSets.js";
import { hasLostNumbers } from "../../model/metrics/watchdog/lostLoss.js";
import { lowerRate } from "../../model/run/chapterRate.js";
import type { RunConfig } from "../../model/run/config.js";
import type { MachineSettings } from "../../model/machine/machineSettings.js";
import { isActive } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import { messageOf } from "../../model/messages/userError.js";
import type { TrainerApi, TrainerEvents } from "../../model/trainer/protocol.js";
import type { RunRequest } from "../../model/run/runRequest.js";
import { Disposable } from "../disposable.js";
import type { EngineChoice } from "../engines/engineChoice.js";
import {
  noRunGoesOn,
  notApplicable,
  runFailed,
  runGoesOn,
  workspaceNotTrusted,
} from "../errors.js";
import { readMachineSettings } from "../settings/machineSettings.js";
import { notify } from "../notify.js";
import { endWithoutOutcome, type Job } from "./endWithoutOutcome.js";
import type { RunHistory } from "./runHistory.js";
import type { RunStorage } from "./runStorage.js";
import type { RunView } from "./runView.js";
import type { RunStore } from "./runStore.js";
import { readDataDirectory, readPythonPath } from "../settings/settings.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { englishOf } from "../../model/messages/translate.js";

export interface RunControllerParts {
  /** Of the run at work, or the last that was. */
  readonly live: RunStore;
  /** The run that is shown. */
  readonly store: RunView;
  readonly storage: RunStorage;
  readonly history: RunHistory;
  readonly engineChoice: EngineChoice;
  readonly launch: LaunchTrainer;
  readonly log: vscode.LogOutputChannel;
  /** Whether the page that tells of a run's end can be seen. */
  readonly isExplorerSeen: () => boolean;
}

// VS Code ends the host of extensions about five seconds after it asked them to end.
const checkpointPatienceMs = 3500;

/** Starts runs, steers the one at work, and turns the end of its process into the end of the run. */
export class RunController extends Disposable {
  private readonly runsChanged = this.register(new vscode.EventEmitter<void>());
  /** Fires when a run began or ended. */
  readonly onDidChangeRuns = this.runsChanged.event;
  private readonly answerProgress = this.register(
    new vscode.EventEmitter<Parameters<TrainerEvents["onAnswerProgress"]>>(),
  );
  /** How far the trainer at work is with an answer. */
  readonly onAnswerProgress = this.answerProgress.event;
  private job: Job | null = null;
  private isStarting = false;
  private isEnding = false;
  private lastRequest: RunRequest | null = null;
  /** The end of the newest trainer's process, which may come seconds after that of its run. */
  private processEnd: Promise<void> = Promise.resolve();

  constructor(private readonly parts: RunControllerParts) {
    super();
  }

  override dispose(): void {
    void this.end();
    super.dispose();
  }

  /** The window closes: the run is stopped with a checkpoint if it can write one in time. */
  async end(): Promise<void> {
    if (this.job === null || this.isEnding) return;
    this.isEnding = true;
    const { request, trainer } = this.job;
    const patience = setTimeout(() => void trainer.stop(), checkpointPatienceMs);
    await trainer.api.stop().catch(() => undefined);
    clearTimeout(patience);
    await trainer.stop();
    await this.parts.storage.release(request.runId);
  }

  /** The run at work in this window. */
  activeRunId(): string | null {
    return this.job?.request.runId ?? null;
  }

  /** The trainer at work in this window, for questions about its run. */
  activeTrainer(): TrainerApi | null {
    return this.job?.trainer.api ?? null;
  }

  activeRunDirectory(): string | null {
    return this.job?.request.runDirectory ?? null;
  }

  /** The configuration of the run shown, also of one that never began; null if there is none. */
  shownConfig(): RunConfig | null {
    const { store } = this.parts;
    const isLast = this.lastRequest !== null && this.lastRequest.runId === store.runId();
    return isLast ? (this.lastRequest?.config ?? null) : (store.state().started?.config ?? null);
  }

  /**
   * Begins a new run, on a folder of data where one is given; resolves to the run's folder once its trainer
   * is at work.
   */
  start(config: RunConfig, data = this.dataOf(config, this.parts.store.state())): Promise<string> {
    return this.startOnce((machine) => {
      const runId = this.parts.storage.createRunId(config.network);
      this.parts.live.begin(runId);
      return this.launch(runId, config, { machine, data, resume: false });
    });
  }

  /** Goes on with a run from its newest checkpoint; resolves to its folder. */
  resumeRun(runId: string): Promise<string> {
    return this.startOnce(async (machine) => {
      const { live, storage, history, engineChoice } = this.parts;
      await this.processEnd;
      if (await storage.isClaimed(runId)) {
        throw notApplicable(
          vscode.l10n.t("This run is still being trained."),
          vscode.l10n.t("Wait for its end."),
        );
      }
      const { config, failure, folded } = await history.read(runId);
      const again = engineChoice.configToTrainAgain(config, failure);
      live.load(runId, folded);
      const next = withoutReachedBound(again, live.state());
      const data = this.dataOf(next, live.state());
      live.continueRun();
      return this.launch(runId, next, { machine, data, resume: true });
    });
  }

  async pause(): Promise<void> {
    await this.ask((job) => job.trainer.api.pause());
  }

  /** Lets a paused run go on. */
  async unpause(): Promise<void> {
    await this.ask((job) => job.trainer.api.resume());
  }

  /** Ends the run after its step, with a checkpoint. */
  async stop(): Promise<void> {
    await this.ask((job) => {
      this.parts.live.setPhase("stopping");
      return job.trainer.api.stop();
    });
  }

  /** Ends the run with a checkpoint, where one goes on; resolves when none does. */
  async stopAndWait(): Promise<void> {
    if (this.job === null) return;
    const ended = new Promise<void>((resolve) => {
      const subscription = this.onDidChangeRuns(() => {
        if (this.job !== null) return;
        subscription.dispose();
        resolve();
      });
    });
    await this.stop();
    await ended;
  }

  /** Ends the run without waiting for its step or checkpoint. */
  async abandon(): Promise<void> {
    await this.ask(async (job) => {
      job.isAbandoned = true;
      await job.trainer.stop();
    });
  }

  private async startOnce(
    begin: (machine: MachineSettings) => string | Promise<string>,
  ): Promise<string> {
    if (!vscode.workspace.isTrusted) throw workspaceNotTrusted();
    if (this.job !== null || this.isStarting) {
      throw runGoesOn();
    }
    const machine = readMachineSettings();
    this.isStarting = true;
    try {
      return await begin(machine);
    } finally {
      this.isStarting = false;
    }
  }

  private launch(
    runId: string,
    config: RunConfig,
    { machine, data, resume }: Pick<RunRequest, "machine" | "resume"> & { readonly data: string },
  ): string {
    const { live, storage, history, log } = this.parts;
    const runDirectory = storage.directory(runId);
    const python = readPythonPath();
    const request = { config, runId, runDirectory, python, machine, dataDirectory: data, resume };
    this.lastRequest = request;
    log.info(`${resume ? "Resuming" : "Starting"} run ${runId}: ${JSON.stringify(config)}`);
    const trainer = this.parts.launch({
      onEvents: (batch) => live.apply(batch),
      onSetupProgress: ({ message }) => log.info(englishOf(message)),
      onAnswerProgress: (...progress) => this.answerProgress.fire(progress),
    });
    const job = { request, trainer, isAbandoned: false };
    this.job = job;
    history.showLive();
    this.runsChanged.fire();
    this.processEnd = this.supervise(job).catch((error: unknown) => void notify(error, log));
    return runDirectory;
  }

  /** Where a run's data are: a person's own are where those of the run are that it follows. */
  dataOf({ dataset }: RunConfig, { started }: RunState): string {
    if (isPublished(dataset)) return readDataDirectory();
    if (started?.dataset.id === dataset) return started.dataset.source;
    const last = this.lastRequest;
    return last?.config.dataset === dataset ? last.dataDirectory : readDataDirectory();
  }

  private async supervise(job: Job): Promise<void> {
    const { live, store, log } = this.parts;
    const { request, trainer } = job;
    const refusal = await this.work(job).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    const stopped = trainer.stop();
    // The window closes; the next one finds the run on disk.
    if (this.isEnding) return;
    if (isActive(live.state().phase)) await endWithoutOutcome(job, refusal, this.parts);
    this.job = null;
    this.runsChanged.fire();
    const { phase, failure, started, checkpoint } = live.state();
    log.info(`Run ${request.runId}: ${phase}`);
    if (failure !== null) {
      const { runId, config } = request;
      const how = {
        ...{ runId, hasStarted: started !== null, hasCheckpoint: checkpoint !== null },
        ...(hasLostNumbers(live.state()) && { rateAgain: lowerRate(config.learningRate) }),
      };
      void notify(runFailed(failure, how), log, {
        isSaid: () => store.runId() === runId && this.parts.isExplorerSeen(),
        isTrue: () => live.state().failure === failure,
      });
    }
    await stopped;
    try {
      await this.parts.storage.release(request.runId);
    } finally {
      await this.parts.history.noteEnd();
    }
  }

  private async work({ request, trainer }: Job): Promise<void> {
    const { storage, history } = this.parts;
    await storage.claim(request.runId, trainer.pid);
    await history.noteTraining(request.runId);
    await trainer.api.train(request);
  }

  /** A trainer that ends before it answers is no error here: its end is the end of the run. */
  private async ask(question: (job: Job) => Promise<unknown>): Promise<void> {
    const { job } = this;
    if (job === null) throw noRunGoesOn();
    try {
      await question(job);
    } catch (error) {
      this.parts.log.warn(`The trainer did not answer: ${messageOf(error)}`);
    }
  }
}

/** A run that has done the steps it was bound to goes on to the end of its epochs. */
function withoutReachedBound(config: RunConfig, { finished }: RunState): RunConfig {
  return finished?.reason === "maxSteps" ? { ...config, maxSteps: null } : config;
}
