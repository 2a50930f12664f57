import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import type { AnswerOf, AskRequest, InputOf, QuestionKind } from "../../model/asking/index.js";
import { listKeptWeights } from "../../model/folder/keptWeights.js";
import type { Watch } from "../../model/asking/watch.js";
import { runIsGone } from "../../model/folder/runFolder.js";
import { readTested } from "../../model/folder/testedFile.js";
import { SaidError } from "../../model/messages/saidError.js";
import type { TestedAt } from "../../model/run/testedExamples.js";
import type { TrainerApi, TrainerEvents } from "../../model/trainer/protocol.js";
import type { WeightsOf } from "../../webview/protocol.js";
import { Disposable } from "../disposable.js";
import type { RunController } from "./runController.js";
import type { RunStorage } from "./runStorage.js";
import type { RunView } from "./runView.js";
import {
  TrainerEnded,
  type LaunchTrainer,
  type TrainerProcess,
} from "../trainer/trainerProcess.js";

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

/** Questions whose answer takes long, and is small: the last ones of all are kept. */
const kept: ReadonlySet<QuestionKind> = new Set(["testedExamples", "testMap"]);

/** Of the moments of a run that are compared, of another beside them, and of the one before. */
const mostKept = 18;

/** What goes on beside a question, and whose weights it is about: those of the run shown where it is left out. */
type AskWatch<Answer> = Partial<Watch<Answer>> & { readonly of?: WeightsOf };

type TrainerWatch<Answer> = Pick<Watch<Answer>, "reach"> & {
  readonly signal: AbortSignal | undefined;
};

interface LastAnswer {
  readonly runId: string;
  /** Of the moment near to that step; null for the newest. */
  readonly at: number | null;
  readonly kind: QuestionKind;
  readonly answer: unknown;
}

function isSameQuestion(
  one: Omit<LastAnswer, "answer">,
  other: Omit<LastAnswer, "answer">,
): boolean {
  return one.runId === other.runId && one.kind === other.kind && one.at === other.at;
}

/** A run that ended while it was asked has left a checkpoint, which is asked in its place. */
function unlessEnded(error: unknown): undefined {
  if (!(error instanceof TrainerEnded)) throw error;
}

/** Asks a run: its trainer while it is at work, else a process that reads its newest checkpoint. */
export class Asker extends Disposable {
  private reader: TrainerProcess | null = null;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly open = new Map<string, Watch<unknown>["reach"]>();
  /** The newest first. */
  private last: readonly LastAnswer[] = [];

  constructor(private readonly parts: AskerParts) {
    super();
    this.register({ dispose: () => this.letGo() });
    this.register(parts.controller.onAnswerProgress((progress) => this.tell(progress)));
  }

  /** Null where there is nothing to tell yet; rejects with one clear message where it cannot be answered. */
  async ask<K extends QuestionKind>(
    kind: K,
    input: InputOf<K>,
    { reach = () => undefined, signal, of = {} }: AskWatch<AnswerOf<K>> = {},
  ): Promise<AnswerOf<K> | null> {
    signal?.throwIfAborted();
    const { store, storage, controller } = this.parts;
    const runId = of.run ?? store.runId();
    if (runId === null) return null;
    const isNewest = of.at === undefined;
    const whose = { runDirectory: storage.directory(runId), ...(isNewest ? {} : { at: of.at }) };
    const request = { ...whose, kind, input };
    const watch = { reach, signal };
    // A run at work goes on undisturbed while a moment of before is read.
    const isAtWork = isNewest && controller.activeRunId() === runId;
    const active = isAtWork ? controller.activeTrainer() : null;
    const answer =
      active === null
        ? undefined
        : await this.askTrainer(active, request, watch).catch(unlessEnded);
    const { at = null } = of;
    if (answer !== undefined) return this.remembered({ runId, at, kind, answer });
    // Of another moment or run it is known when its folder is looked into.
    if (isNewest && runId === store.runId() && store.state().checkpoint === null) return null;
    const said = await this.askReader(request, watch).catch((error: unknown): never => {
      throw existsSync(whose.runDirectory) ? error : new SaidError(runIsGone, { cause: error });
    });
    return this.remembered({ runId, at, kind, answer: said });
  }

  /** Where the process ends before it has answered, as one that the system ends to have its memory, another is asked. */
  private async askReader<K extends QuestionKind>(
    request: Omit<AskRequest<K>, "id">,
    watch: TrainerWatch<AnswerOf<K>>,
  ): Promise<AnswerOf<K> | null> {
    clearTimeout(this.idleTimer);
    const reader = this.process();
    const said = await this.askTrainer(reader.api, request, watch).catch(unlessEnded);
    if (said !== undefined) return said;
    watch.signal?.throwIfAborted();
    if (this.reader === reader) this.reader = null;
    clearTimeout(this.idleTimer);
    return this.askTrainer(this.process().api, request, watch);
  }

  private async askTrainer<K extends QuestionKind>(
    trainer: TrainerApi,
    request: Omit<AskRequest<K>, "id">,
    { reach, signal }: TrainerWatch<AnswerOf<K>>,
  ): Promise<AnswerOf<K> | null> {
    signal?.throwIfAborted();
    const id = randomUUID();
    const cancel = (): void => void trainer.cancelAsking({ id }).catch(() => undefined);
    signal?.addEventListener("abort", cancel);
    // SAFETY: the trainer tells of an answer to this question.
    this.open.set(id, reach as Watch<unknown>["reach"]);
    try {
      return await trainer.ask({ id, ...request });
    } finally {
      signal?.removeEventListener("abort", cancel);
      this.open.delete(id);
      if (this.open.size === 0) this.waitForNext();
    }
  }

  private remembered<T>(told: Omit<LastAnswer, "answer"> & { readonly answer: T }): T {
    const { answer } = told;
    if (!kept.has(told.kind) || answer === null) return answer;
    const others = this.last.filter((each) => !isSameQuestion(each, told));
    this.last = [told, ...others].slice(0, mostKept);
    return answer;
  }

  /** The steps of which the run shown has its weights; none where they cannot be listed. */
  async keptWeights(): Promise<readonly number[]> {
    const { store, storage } = this.parts;
    const runId = store.runId();
    return runId === null ? [] : listKeptWeights(storage.directory(runId)).catch(() => []);
  }

  /** What the evaluations that the run shown has kept made of each example, in their order. */
  async testedOverEpochs(): Promise<readonly TestedAt[]> {
    const { store, storage } = this.parts;
    const runId = store.runId();
    return runId === null ? [] : readTested(storage.directory(runId));
  }

  /**
   * What this run was told last to a question of this kind, by its newest weights or those near to a step, where that
   * is kept; else null.
   */
  lastAnswer(kind: QuestionKind, run: string, at: number | null = null): unknown {
    const known = this.last.find((each) => isSameQuestion(each, { runId: run, kind, at }));
    return known?.answer ?? null;
  }

  private tell([id, ...progress]: Parameters<TrainerEvents["onAnswerProgress"]>): void {
    this.open.get(id)?.(...progress);
  }

  private waitForNext(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.letGo(), this.parts.idleMs ?? defaultIdleMs);
  }

  /** Throws a `TrainerEnded` where the window closes: nobody waits for an answer any more. */
  private process(): TrainerProcess {
    if (this.isDisposed) throw new TrainerEnded();
    if (this.reader === null) {
      const reader = this.parts.launch({
        onAnswerProgress: (...progress) => this.tell(progress),
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
