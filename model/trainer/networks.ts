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
  /** How many questions each is being asked: until they are answered it is neither closed nor that of another moment. */
  private readonly users = new Map<NetworkInUse, number>();
  /** Those in use that are not among the open ones any more. */
  private readonly leaving = new Set<NetworkInUse>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly environment: Environment,
    private readonly signal: AbortSignal,
    private readonly log: (message: Message) => void,
  ) {}

  /** What `work` gives with the network that is wished for; null where the run has no weights. */
  async use<T>(
    wish: NetworkWish,
    work: (network: NetworkInUse) => Promise<T | null>,
  ): Promise<T | null> {
    const network = await this.inTurn(() => this.find(wish));
    if (network === null) return null;
    try {
      return await work(network);
    } finally {
      this.letGo(network);
    }
  }

  async close(): Promise<void> {
    await this.last;
    for (const network of [...this.open.map((each) => each.network), ...this.leaving]) {
      await network.close();
    }
    this.open = [];
    this.leaving.clear();
  }

  /** One after the other, so that two questions do not open the same network twice. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work);
    this.last = next.catch(() => undefined);
    return next;
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
    const before = known ?? this.spare();
    const { step } = found;
    if (before?.runDirectory === runDirectory) {
      this.open = this.open.filter((each) => each !== before);
      await before.network.renew(trained);
      return this.take({ ...before, isNewest, step });
    }
    if (before !== undefined) await this.giveUp(before);
    const { network, data } = this.opened(trained, found.record, wish);
    return this.take({ runDirectory, isNewest, step, network, data });
  }

  private async closeOtherRuns(own: string): Promise<void> {
    const runs = new Set([own, ...this.open.map(({ runDirectory }) => runDirectory)]);
    const staying = [...runs].slice(0, mostRuns);
    const others = this.open.filter(({ runDirectory }) => !staying.includes(runDirectory));
    for (const each of others) await this.giveUp(each);
  }

  /** None while there may be more, or all are in use: nobody waits for a long answer to another question. */
  private spare(): Open | undefined {
    if (this.open.length < mostOpen) return undefined;
    return this.open.findLast(({ network }) => !this.users.has(network));
  }

  private async giveUp(given: Open): Promise<void> {
    const { network } = given;
    this.open = this.open.filter((each) => each !== given);
    if (this.users.has(network)) this.leaving.add(network);
    else await network.close();
  }

  private take(open: Open): NetworkInUse {
    const { network } = open;
    this.open = [open, ...this.open.filter((each) => each.network !== network)];
    this.users.set(network, (this.users.get(network) ?? 0) + 1);
    return network;
  }

  private letGo(network: NetworkInUse): void {
    const others = (this.users.get(network) ?? 1) - 1;
    if (others > 0) {
      this.users.set(network, others);
      return;
    }
    this.users.delete(network);
    void this.inTurn(() => this.closeUnused());
  }

  /** What was given up while it was in use, and what is one too many since all were. */
  private async closeUnused(): Promise<void> {
    for (const network of this.leaving) {
      if (this.users.has(network)) continue;
      this.leaving.delete(network);
      await network.close();
    }
    while (this.open.length > mostOpen) {
      const spare = this.spare();
      if (spare === undefined) return;
      await this.giveUp(spare);
    }
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
