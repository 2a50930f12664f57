import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import type { TrainerApi } from "../../model/trainer/protocol.js";
import { Disposable } from "../disposable.js";
import type { RunController } from "./runController.js";
import type { RunStorage } from "./runStorage.js";
import type { RunView } from "./runView.js";
import type { LaunchTrainer, TrainerProcess } from "../trainer/trainerProcess.js";

export interface AskerParts {
  readonly store: RunView;
  readonly storage: RunStorage;
  readonly controller: RunController;
  readonly launch: LaunchTrainer;
  /** How long a process that reads checkpoints waits for the next question. */
  readonly idleMs?: number;
}

// A person looks at one layer after another; a process takes about half a second to start.
const defaultIdleMs = 30_000;

/** Asks the run shown: its trainer while it is at work, else a process that reads its newest checkpoint. */
export class Asker extends Disposable {
  private reader: TrainerProcess | null = null;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  private open = 0;

  constructor(private readonly parts: AskerParts) {
    super();
    this.register({ dispose: () => this.letGo() });
  }

  /** Null where there is nothing to tell yet; rejects with one clear message where it cannot be answered. */
  async ask<K extends QuestionKind>(kind: K, input: InputOf<K>): Promise<AnswerOf<K> | null> {
    const { store, storage, controller } = this.parts;
    const runId = store.runId();
    if (runId === null) return null;
    const runDirectory = storage.directory(runId);
    const active = controller.activeRunId() === runId ? controller.activeTrainer() : null;
    if (active === null && store.state().checkpoint === null) return null;
    const request = { runDirectory, kind, input };
    return active === null ? this.askReader((api) => api.ask(request)) : active.ask(request);
  }

  private async askReader<T>(question: (api: TrainerApi) => Promise<T>): Promise<T> {
    clearTimeout(this.idleTimer);
    this.open += 1;
    try {
      return await question(this.process().api);
    } finally {
      this.open -= 1;
      if (this.open === 0) {
        this.idleTimer = setTimeout(() => this.letGo(), this.parts.idleMs ?? defaultIdleMs);
      }
    }
  }

  private process(): TrainerProcess {
    if (this.reader === null) {
      const reader = this.parts.launch({
        onEvents: () => undefined,
        onSetupProgress: () => undefined,
      });
      this.reader = reader;
      void reader.stopped.then(() => {
        if (this.reader === reader) this.reader = null;
      });
    }
    return this.reader;
  }

  private letGo(): void {
    clearTimeout(this.idleTimer);
    void this.reader?.stop();
    this.reader = null;
  }
}
