import type { TestSet } from "../data/dataset.js";
import type { Environment } from "../engine/engine.js";
import { listCheckpoints } from "../folder/checkpoint.js";
import { readRunRecord } from "../folder/runRecord.js";
import type { Message } from "../messages/message.js";
import { englishOf } from "../messages/translate.js";
import { questions, type AnswerOf, type AskRequest, type QuestionKind } from "../asking/index.js";
import { dataOfRecord } from "../asking/dataOfRecord.js";
import { imageWayOf } from "../asking/imageWay.js";
import { NetworkInUse } from "../asking/networkInUse.js";
import type { View } from "../asking/question.js";
import { readTrained, trainedNow } from "../asking/trainedNetwork.js";
import { viewOfCheckpoint, viewOfRun } from "../asking/views.js";
import type { Watch } from "../asking/watch.js";
import type { BetweenSteps } from "../training/betweenSteps.js";
import type { TrainerEvents } from "./protocol.js";

/** A run that is going on in this process. */
export interface LiveRun {
  readonly betweenSteps: BetweenSteps;
  readonly environment: Environment;
}

/** A network that was asked, with which weights. */
interface Kept {
  readonly runDirectory: string;
  readonly moment: string;
  readonly network: NetworkInUse;
}

/** Two runs are compared; more would be much that nobody asks. */
const mostKept = 2;

/** Answers questions to runs; the networks that were asked last stay open for the next question. */
export class Answering {
  /** The one that was asked last first. */
  private kept: Promise<readonly Kept[]> = Promise.resolve([]);
  private readonly open = new Map<string, AbortController>();
  private readonly end = new AbortController();

  constructor(
    private readonly environment: Environment,
    private readonly tell: TrainerEvents["onAnswerProgress"],
  ) {}

  /** `live` where the run is at work here. Null where there is nothing to tell, as before a checkpoint. */
  async ask<K extends QuestionKind>(
    { id, runDirectory, kind, input }: AskRequest<K>,
    live: LiveRun | null,
  ): Promise<AnswerOf<K> | null> {
    const question = questions[kind];
    if (question.of === "state") {
      return askState(runDirectory, live, (view) => question.answer(view, input));
    }
    const controller = new AbortController();
    const signal = AbortSignal.any([controller.signal, this.end.signal]);
    this.open.set(id, controller);
    const watch: Watch<AnswerOf<K>> = {
      signal,
      reach: (...progress) => {
        this.tell(id, ...progress);
      },
    };
    try {
      const network = await this.networkOf(runDirectory, live);
      return network === null ? null : await question.answer(network, input, watch);
    } finally {
      this.open.delete(id);
    }
  }

  /** Nobody waits for this answer any more: it rejects as soon as its work can be left. */
  cancel(id: string): void {
    this.open.get(id)?.abort(new Error("The question was taken back."));
  }

  async close(): Promise<void> {
    this.end.abort(new Error("The trainer ends."));
    const kept = await this.kept;
    this.kept = Promise.resolve([]);
    for (const { network } of kept) await network.close();
  }

  /** One after the other, so that two questions do not open the same network twice. */
  private async networkOf(
    runDirectory: string,
    live: LiveRun | null,
  ): Promise<NetworkInUse | null> {
    const before = this.kept;
    const next = before.then(async (kept) => {
      const known = kept.find((each) => each.runDirectory === runDirectory);
      return this.renewed(known, runDirectory, live);
    });
    this.kept = next.then(
      async (own) => {
        const kept = await before;
        return own === null ? kept : withNewest(own, kept);
      },
      () => before,
    );
    const own = await next;
    return own?.network ?? null;
  }

  private async renewed(
    kept: Kept | undefined,
    runDirectory: string,
    live: LiveRun | null,
  ): Promise<Kept | null> {
    // Who looks at an image meanwhile does not wait for the whole test set.
    if (kept?.network.isBusy === true) return kept;
    const record = readRunRecord(runDirectory);
    const now = (await live?.betweenSteps.ask((run) => trainedNow(record, run))) ?? null;
    const [newest] = now === null ? await listCheckpoints(runDirectory) : [];
    const moment = now === null ? newest : String(now.step);
    if (moment === undefined) return null;
    if (kept?.moment === moment) return kept;
    const trained = now ?? (await readTrained(runDirectory, record, noteInLog));
    if (kept !== undefined) {
      await kept.network.renew(trained);
      return { ...kept, moment };
    }
    const environment = live?.environment ?? this.environment;
    const { signal } = this.end;
    const load = (): Promise<TestSet> =>
      dataOfRecord(record, { dataDirectory: "", signal, log: noteInLog });
    const network = new NetworkInUse(trained, {
      ...{ environment, engine: record.config.engine, load, log: noteInLog },
      imageWay: imageWayOf(record),
    });
    return { runDirectory, moment, network };
  }
}

/** With this one as the newest; those that nobody has asked for longest are closed as soon as they are done. */
function withNewest(own: Kept, before: readonly Kept[]): readonly Kept[] {
  const others = before.filter(({ runDirectory }) => runDirectory !== own.runDirectory);
  for (const { network } of others.slice(mostKept - 1)) void network.close();
  return [own, ...others].slice(0, mostKept);
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

/** What a person reads of it, where a newer checkpoint is damaged, is in the log. */
function noteInLog(message: Message): void {
  process.stderr.write(`${englishOf(message)}\n`);
}
