import path from "node:path";
import { Paces } from "../folder/paces.js";
import type { Environment } from "../engine/engine.js";
import { defaultMachine, type MachineSettings } from "../machine/machineSettings.js";
import type { Pace } from "../run/pace.js";
import { fastestOf } from "../run/precision.js";
import { UserError } from "../messages/userError.js";
import { previewData } from "../answers/previewData.js";
import { reportEngines, verifyEngines } from "../answers/reportEngines.js";
import { installEngine } from "../engine/install.js";
import { tryPaces } from "../training/tryPace.js";
import { RunControl } from "../training/control.js";
import type { AnswerOf, AskRequest, QuestionKind } from "../asking/index.js";
import { runTraining } from "../training/runTraining.js";
import { Answering } from "./answering.js";
import {
  checkAskRequest,
  checkPreviewRequest,
  checkRunRequest,
  checkSetupRequest,
} from "./checkRequest.js";
import { EventBatcher } from "./eventBatcher.js";
import type { LiveRun } from "./networks.js";
import type { TrainerApi, TrainerEvents } from "./protocol.js";
import type { DataPreview } from "../run/dataPreview.js";
import type { PreviewRequest, RunRequest, TrialRequest } from "../run/runRequest.js";
import type { SetupFailure, SetupRequest } from "../machine/setup.js";
import type { EngineCheck, EngineReport } from "../machine/engineReport.js";
import { saidBy, SaidError } from "../messages/saidError.js";

/** One run or one installation at a time. */
export class Trainer implements TrainerApi {
  private current: { readonly control: RunControl; readonly request: RunRequest } | null = null;
  private running: Promise<void> = Promise.resolve();
  private installing: Promise<void> = Promise.resolve();
  private readonly abandonment = new AbortController();
  private readonly answering: Answering;

  /** `delivered` resolves when what the host was told has left this process. */
  constructor(
    private readonly host: TrainerEvents,
    private readonly delivered: () => Promise<void>,
  ) {
    this.answering = new Answering(environment(""), (...progress) => {
      this.host.onAnswerProgress(...progress);
    });
  }

  async engines(python: string, machine: MachineSettings): Promise<readonly EngineReport[]> {
    return reportEngines(environment(python, machine));
  }

  async tryPace({ config, python, machine }: TrialRequest): Promise<Pace | null> {
    const { signal } = this.abandonment;
    const paces = await tryPaces(config, { ...environment(python, machine), signal });
    const remembered = new Paces();
    for (const pace of paces) await remembered.remember(pace);
    const [first, ...others] = paces;
    return first === undefined ? null : fastestOf(first, others);
  }

  async previewData(asked: PreviewRequest): Promise<DataPreview> {
    const request = checkPreviewRequest(asked);
    const { signal } = this.abandonment;
    return previewData({ ...request, signal }, (message, fraction) => {
      this.host.onSetupProgress({ step: "data", message, fraction });
    });
  }

  async checkEngines(python: string): Promise<readonly EngineCheck[]> {
    return verifyEngines(environment(python));
  }

  async train(asked: RunRequest): Promise<void> {
    const request = checkRunRequest(asked);
    if (this.current !== null) throw new SaidError("A run is in progress already.");
    const control = new RunControl(this.delivered);
    this.current = { control, request };
    this.running = this.run(request, control);
    await this.running;
  }

  pause(): Promise<void> {
    this.current?.control.pause();
    return Promise.resolve();
  }

  resume(): Promise<void> {
    this.current?.control.resume();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.current?.control.stop();
    await this.running;
  }

  async ask<K extends QuestionKind>(asked: AskRequest<K>): Promise<AnswerOf<K> | null> {
    const request = checkAskRequest(asked);
    const answer = this.answering.ask(request, this.liveRun(request.runDirectory));
    return this.current?.control.betweenSteps.giveWayTo(answer) ?? answer;
  }

  cancelAsking({ id }: Pick<AskRequest, "id">): Promise<void> {
    this.answering.cancel(id);
    return Promise.resolve();
  }

  async setup(asked: SetupRequest): Promise<SetupFailure | null> {
    const request = checkSetupRequest(asked);
    this.installing = installEngine(request, environment(request.python), {
      signal: this.abandonment.signal,
      report: (progress) => {
        this.host.onSetupProgress(progress);
      },
    });
    try {
      await this.installing;
      return null;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { message: saidBy(error), remedy: error.remedy };
    }
  }

  /** Nobody listens any more: stops the run with a checkpoint, and what an installation has started. */
  async abandon(): Promise<void> {
    this.abandonment.abort();
    await Promise.allSettled([this.stop(), this.installing, this.answering.close()]);
  }

  private liveRun(runDirectory: string): LiveRun | null {
    if (this.current?.request.runDirectory !== runDirectory) return null;
    const { control, request } = this.current;
    const { betweenSteps } = control;
    return { betweenSteps, environment: environment(request.python, request.machine) };
  }

  private async run(request: RunRequest, control: RunControl): Promise<void> {
    const batcher = new EventBatcher((batch) => this.host.onEvents(batch));
    try {
      await runTraining(request, {
        environment: environment(request.python, request.machine),
        control,
        paces: new Paces(),
        onEvent: (event) => batcher.add(event),
      });
    } finally {
      batcher.flush();
      this.current = null;
    }
  }
}

/** The bundle stands in `dist`, in a checkout as in an installed extension. */
function environment(python: string, machine: MachineSettings = defaultMachine): Environment {
  return { rootDirectory: path.resolve(__dirname, ".."), python, machine };
}
