import type { TestSet } from "../data/dataset.js";
import type { Environment } from "../engine/engine.js";
import { listCheckpoints, stepOf } from "../folder/checkpoint.js";
import { listKeptWeights } from "../folder/keptWeights.js";
import { readRunRecord, type RecordedRun } from "../folder/runRecord.js";
import type { Message } from "../messages/message.js";
import { dataOfRecord } from "../asking/dataOfRecord.js";
import { imageWayOf } from "../asking/imageWay.js";
import { NetworkInUse } from "../asking/networkInUse.js";
import { readTrainedAt } from "../asking/trainedAt.js";
import { readTrained, trainedNow, type TrainedNetwork } from "../asking/trainedNetwork.js";
import { byNearness } from "../run/nearestStep.js";
import type { BetweenSteps } from "../training/betweenSteps.js";

/** A run that is going on in this process. */
export interface LiveRun {
  readonly betweenSteps: BetweenSteps;
  readonly environment: Environment;
}

export interface NetworkWish {
  readonly runDirectory: string;
  /** Where the run is at work here. */
  readonly live: LiveRun | null;
  /** The step to which the weights are to be near that the run has kept; null for the newest. */
  readonly at: number | null;
}

/** A network that was asked, with which weights. */
interface Open {
  readonly runDirectory: string;
  /** Whether it goes on with the run's newest weights. */
  readonly isNewest: boolean;
  /** The step whose weights were asked for. */
  readonly step: number;
  readonly network: NetworkInUse;
  readonly data: () => Promise<TestSet>;
}

/** What a wish comes to. */
interface Found {
  readonly step: number;
  readonly record: RecordedRun;
  readonly read: () => Promise<TrainedNetwork | null>;
}

/** Two that are compared, and one that goes through the moments of a run. */
const mostOpen = 3;
/** Each has a test set of its own, which is more than a network. */
const mostRuns = 2;

/** The networks that were asked last: they stay open for the next question. */
export class Networks {
  /** The one that was asked last first. */
  private open: readonly Open[] = [];
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly environment: Environment,
    private readonly signal: AbortSignal,
    private readonly log: (message: Message) => void,
  ) {}

  /**
   * Null where the run has no weights. One after the other, so that two questions do not open the same network
   * twice.
   */
  of(wish: NetworkWish): Promise<NetworkInUse | null> {
    const next = this.last.then(() => this.find(wish));
    this.last = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    await this.last;
    for (const { network } of this.open) await network.close();
    this.open = [];
  }

  private async find(wish: NetworkWish): Promise<NetworkInUse | null> {
    const { runDirectory } = wish;
    const isNewest = wish.at === null;
    const known = this.open.find(
      (each) => isNewest && each.isNewest && each.runDirectory === runDirectory,
    );
    // Who looks at an image meanwhile does not wait for the whole test set.
    if (known?.network.isBusy === true) return this.take(known);
    const found = await this.lookFor(wish);
    if (found === null) return null;
    const same = this.open.find(
      (each) => each.runDirectory === runDirectory && each.step === found.step,
    );
    if (same !== undefined) return this.take(same);
    const trained = await found.read();
    if (trained === null) return null;
    await this.closeOtherRuns(runDirectory);
    const before = known ?? this.toGiveUp();
    this.open = this.open.filter((each) => each !== before);
    const { step } = found;
    if (before?.runDirectory === runDirectory) {
      await before.network.renew(trained);
      return this.take({ ...before, isNewest, step });
    }
    await before?.network.close();
    const { network, data } = this.opened(trained, found.record, wish);
    return this.take({ runDirectory, isNewest, step, network, data });
  }

  private async closeOtherRuns(own: string): Promise<void> {
    const runs = new Set([own, ...this.open.map(({ runDirectory }) => runDirectory)]);
    const staying = [...runs].slice(0, mostRuns);
    const leaving = this.open.filter(({ runDirectory }) => !staying.includes(runDirectory));
    this.open = this.open.filter((each) => !leaving.includes(each));
    for (const { network } of leaving) await network.close();
  }

  /** None while there may be more; what works on a long answer is not waited for. */
  private toGiveUp(): Open | undefined {
    if (this.open.length < mostOpen) return undefined;
    return this.open.findLast(({ network }) => !network.isBusy) ?? this.open.at(-1);
  }

  private take(open: Open): NetworkInUse {
    this.open = [open, ...this.open.filter((each) => each !== open)];
    return open.network;
  }

  private async lookFor({ runDirectory, live, at }: NetworkWish): Promise<Found | null> {
    const record = readRunRecord(runDirectory);
    if (at !== null) {
      const steps = byNearness(await listKeptWeights(runDirectory), at);
      const [step] = steps;
      if (step === undefined) return null;
      const read = (): Promise<TrainedNetwork | null> =>
        readTrainedAt(runDirectory, record, steps, this.log);
      return { step, record, read };
    }
    const now = (await live?.betweenSteps.ask((run) => trainedNow(record, run))) ?? null;
    if (now !== null) return { step: now.step, record, read: () => Promise.resolve(now) };
    const [newest] = await listCheckpoints(runDirectory);
    const step = newest === undefined ? null : stepOf(newest);
    if (step === null) return null;
    return { step, record, read: () => readTrained(runDirectory, record, this.log) };
  }

  private opened(
    trained: TrainedNetwork,
    record: RecordedRun,
    { runDirectory, live }: NetworkWish,
  ): Pick<Open, "network" | "data"> {
    const { signal, log } = this;
    // A test set is large, and the same for all moments of a run.
    const sibling = this.open.find((each) => each.runDirectory === runDirectory);
    const data =
      sibling?.data ?? onceRead(() => dataOfRecord(record, { dataDirectory: "", signal, log }));
    const environment = live?.environment ?? this.environment;
    const { engine } = record.config;
    const imageWay = imageWayOf(record);
    const { classNames } = record.data;
    const surroundings = { environment, engine, imageWay, classNames, log, load: data };
    return { network: new NetworkInUse(trained, surroundings), data };
  }
}

/** The same for all who ask; what failed is tried again, since it may be put back. */
function onceRead<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => {
    reading ??= read().catch((error: unknown) => {
      reading = null;
      throw error;
    });
    return reading;
  };
}
