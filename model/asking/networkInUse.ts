import type { Dataset, Examples } from "../data/dataset.js";
import type { Environment } from "../engine/engine.js";
import type { Message } from "../messages/message.js";
import type { NetworkGraph } from "../network/graph.js";
import { scoresOf } from "../network/scores.js";
import type { NodeId } from "../network/spec.js";
import { answerIsLost } from "../training/lostNumbers.js";
import { askInBatches } from "./askInBatches.js";
import { isComputed } from "./featureMaps.js";
import {
  openTrained,
  type Asked,
  type OpenNetwork,
  type TrainedNetwork,
} from "./trainedNetwork.js";
import type { Watch } from "./watch.js";

/** Where a network is used, and with what. */
export interface Surroundings {
  readonly environment: Environment;
  /** The one that the run was asked to use, or `auto`: for many images it is worth the wait. */
  readonly engine: string;
  /** The data of its run. Throws a UserError where they are not there any more. */
  readonly load: () => Promise<Dataset>;
  readonly log: (message: Message) => void;
}

/** Images of which scores are asked at once. */
const atOnce = 64;

/**
 * A run's network put to use. What it is opened for stays open for the next question, until `close`.
 * One answer after the other: a session computes one thing at a time.
 */
export class NetworkInUse {
  private readonly open = new Map<string, Promise<OpenNetwork>>();
  private data: Promise<Dataset> | null = null;
  private tested: Float32Array | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private trained: TrainedNetwork,
    private readonly surroundings: Surroundings,
  ) {}

  get graph(): NetworkGraph {
    return this.trained.graph;
  }

  /** The steps that its weights have taken. */
  get step(): number {
    return this.trained.step;
  }

  /** Scores of the test set, [examples, classes], worked out once. Throws a UserError where one is no number. */
  testScores(watch: Watch): Promise<Float32Array> {
    return this.inTurn(async () => {
      watch.signal.throwIfAborted();
      this.tested ??= await this.scoresOf((await this.dataset()).test, watch);
      return this.tested;
    });
  }

  /** What every node that computes makes of one image. Throws as `testScores`. */
  values(
    image: Examples,
    { signal }: Pick<Watch, "signal">,
  ): Promise<ReadonlyMap<NodeId, Float32Array>> {
    const values = this.graph.nodes
      .filter((node) => isComputed(this.graph, node))
      .map(({ id }) => id);
    return this.inTurn(async () => {
      signal.throwIfAborted();
      // The one that starts at once.
      const { session } = await this.opened("wasm", { images: image, atOnce: 1, values });
      const found = await session.ask(image);
      if (![...found.values()].every((each) => each.every(Number.isFinite))) throw answerIsLost();
      return found;
    });
  }

  /** The run's data, which are read once. Throws as `load`. */
  async dataset(): Promise<Dataset> {
    this.data ??= this.surroundings.load();
    try {
      return await this.data;
    } catch (error) {
      // They may be put back.
      this.data = null;
      throw error;
    }
  }

  /** Goes on with later weights of the same run. */
  async renew(trained: TrainedNetwork): Promise<void> {
    await this.inTurn(async () => {
      const isSame = trained.graph.input.join() === this.graph.input.join();
      this.trained = trained;
      this.tested = null;
      if (!isSame) return this.closeSessions();
      for (const { session } of await this.sessions()) {
        session.writeState({ tensors: trained.tensors, lossScale: null });
      }
    });
  }

  async close(): Promise<void> {
    await this.inTurn(() => this.closeSessions());
  }

  private async scoresOf(images: Examples, watch: Watch): Promise<Float32Array> {
    const value = scoresOf(this.graph);
    const { engine } = this.surroundings;
    const { session } = await this.opened(engine, { images, atOnce, values: [value] });
    return askInBatches(session, images, value, { atOnce, ...watch });
  }

  private async opened(engine: string, asked: Asked): Promise<OpenNetwork> {
    const { height, width, channels } = asked.images;
    const key = [asked.atOnce, height, width, channels].join(" ");
    const known = this.open.get(key);
    if (known !== undefined) return known;
    const opening = openTrained(this.trained, asked, { ...this.surroundings, engine });
    this.open.set(key, opening);
    opening.catch(() => this.open.delete(key));
    return opening;
  }

  private async sessions(): Promise<readonly OpenNetwork[]> {
    const settled = await Promise.allSettled(this.open.values());
    return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  }

  private async closeSessions(): Promise<void> {
    const open = await this.sessions();
    this.open.clear();
    for (const { session } of open) session.close();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}
