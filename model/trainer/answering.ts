import type { Environment } from "../engine/engine.js";
import type { Message } from "../messages/message.js";
import { englishOf } from "../messages/translate.js";
import { Precedence } from "../asking/precedence.js";
import { questions, type AnswerOf, type AskRequest, type QuestionKind } from "../asking/index.js";
import type { View } from "../asking/question.js";
import { viewOfCheckpoint, viewOfMoment, viewOfRun } from "../asking/views.js";
import type { Watch } from "../asking/watch.js";
import { Networks, type LiveRun } from "./networks.js";
import type { TrainerEvents } from "./protocol.js";

/** Answers questions to runs. */
export class Answering {
  private readonly open = new Map<string, AbortController>();
  private readonly end = new AbortController();
  private readonly networks: Networks;
  private readonly precedence = new Precedence();

  constructor(
    environment: Environment,
    private readonly tell: TrainerEvents["onAnswerProgress"],
  ) {
    this.networks = new Networks(environment, this.end.signal, noteInLog);
  }

  /** `live` where the run is at work here. Null where there is nothing to tell, as before a checkpoint. */
  async ask<K extends QuestionKind>(
    { id, runDirectory, kind, input, at }: AskRequest<K>,
    live: LiveRun | null,
  ): Promise<AnswerOf<K> | null> {
    const question = questions[kind];
    const asking = this.precedence.begin();
    if (question.of === "state") {
      const answer = (view: View): Promise<AnswerOf<K> | null> => question.answer(view, input);
      const answered =
        at === undefined
          ? askState(runDirectory, live, answer)
          : askMoment(runDirectory, at, answer);
      return answered.finally(asking.stepBack);
    }
    const controller = new AbortController();
    const signal = AbortSignal.any([controller.signal, this.end.signal]);
    this.open.set(id, controller);
    const watch: Watch<AnswerOf<K>> = {
      ...{ signal, asking },
      reach: (...progress) => {
        this.tell(id, ...progress);
      },
    };
    try {
      return await this.networks.use({ runDirectory, live, at: at ?? null }, (network) =>
        question.answer(network, input, watch),
      );
    } finally {
      asking.stepBack();
      this.open.delete(id);
    }
  }

  /** Nobody waits for this answer any more: it rejects as soon as its work can be left. */
  cancel(id: string): void {
    this.open.get(id)?.abort(new Error("The question was taken back."));
  }

  async close(): Promise<void> {
    this.end.abort(new Error("The trainer ends."));
    await this.networks.close();
  }
}

async function askState<T>(
  runDirectory: string,
  live: LiveRun | null,
  answer: (view: View) => Promise<T | null>,
): Promise<T | null> {
  const now = (await live?.betweenSteps.ask((run) => answer(viewOfRun(run)))) ?? null;
  if (now !== null) return now;
  const view = await viewOfCheckpoint(runDirectory, noteInLog);
  return view === null ? null : answer(view);
}

async function askMoment<T>(
  runDirectory: string,
  at: number,
  answer: (view: View) => Promise<T | null>,
): Promise<T | null> {
  const view = await viewOfMoment(runDirectory, at, noteInLog);
  return view === null ? null : answer(view);
}

/** What a person reads of it, where a newer checkpoint is damaged, is in the log. */
function noteInLog(message: Message): void {
  process.stderr.write(`${englishOf(message)}\n`);
}
