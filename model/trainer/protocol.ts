import type { AnswerOf, AskRequest, QuestionKind } from "../asking/index.js";
import type { EngineCheck, EngineReport } from "../machine/engineReport.js";
import type { SetupFailure, SetupProgress, SetupRequest } from "../machine/setup.js";
import type { EventBatch } from "../run/events.js";
import { says } from "../messages/message.js";
import type { MachineSettings } from "../machine/machineSettings.js";
import type { Pace } from "../run/pace.js";
import type { DataPreview } from "../run/dataPreview.js";
import type { PreviewRequest, RunRequest, TrialRequest } from "../run/runRequest.js";

/** What a question is answered with where the process ended that worked at it. */
export const endedBefore = says("The program that works this out was ended before it was done.");

/** What the host can ask of the trainer. A run's outcome is an event, never a rejection. */
export interface TrainerApi {
  engines(python: string, machine: MachineSettings): Promise<readonly EngineReport[]>;
  /**
   * Takes a few steps of a configuration on made-up images, remembers how fast they were, and says it;
   * null where that cannot be tried.
   */
  tryPace(request: TrialRequest): Promise<Pace | null>;
  /** What a run on a folder would train on; rejects where it could not. Its progress is that of a set-up. */
  previewData(request: PreviewRequest): Promise<DataPreview>;
  /** Takes a few training steps on each available engine and compares them with a reference. */
  checkEngines(python: string): Promise<readonly EngineCheck[]>;
  /** Resolves when the run has ended. */
  train(request: RunRequest): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Writes a checkpoint and ends the run; resolves when it has ended. */
  stop(): Promise<void>;
  /**
   * A question (`model/asking`) to the run that is going on here, as it is now (answered between two
   * steps, or at once while it is paused), or to any other run, as in its newest checkpoint. Null where
   * there is nothing to tell, as before the first checkpoint.
   */
  ask<K extends QuestionKind>(request: AskRequest<K>): Promise<AnswerOf<K> | null>;
  /** Takes a question back: its answer rejects as soon as the work for it can be left. */
  cancelAsking(question: Pick<AskRequest, "id">): Promise<void>;
  /** Installs what an engine needs; null where it is done. */
  setup(request: SetupRequest): Promise<SetupFailure | null>;
}

/** What the trainer tells the host. */
export interface TrainerEvents {
  onEvents(batch: EventBatch): void;
  onSetupProgress(progress: SetupProgress): void;
  /** How much of the work for an answer is done, of how much, and what can be seen of it by then. */
  onAnswerProgress(id: string, done: number, of: number, soFar?: unknown): void;
}
