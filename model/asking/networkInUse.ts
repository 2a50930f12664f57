import { readyEngine } from "../engine/index.js";
import type { Examples, TestSet } from "../data/dataset.js";
import type { NetworkGraph } from "../network/graph.js";
import { scoresOf } from "../network/scores.js";
import type { MutedPart } from "../network/mutable.js";
import { askInBatches } from "./askInBatches.js";
import { contributionOf, mutablePaths, type Contribution } from "./contribution.js";
import { excitationOf, excitedAtOnce, excitedNodes, type Excitation } from "./excitation.js";
import type { Seen } from "./derivation/derive.js";
import { doingWithoutOf, type DoingWithout } from "./doingWithout.js";
import { firstOf } from "./firstOf.js";
import { nextMistakes } from "./searchTest.js";
import { OpenNetworks } from "./openNetworks.js";
import { passValues, testPassOf, type TestPass } from "./testPass.js";
import { ImageInUse, type Sloped } from "./imageInUse.js";
import type { ImageWay } from "./imageWay.js";
import { masksOf } from "./mutedParts.js";
import {
  openTrained,
  writeWeights,
  type Asked,
  type OpenNetwork,
  type TrainedNetwork,
} from "./trainedNetwork.js";
import type { AskingSurroundings } from "./surroundings.js";
import { Turns } from "./turns.js";
import type { PacedWatch, Watch } from "./watch.js";

/** What weights say that have taken so many steps. They may be others when it is asked, and when it is told. */
type AfterStep<T> = T & { readonly step: number };

/** Images of which scores are asked at once. */
const atOnce = 64;

/**
 * A run's network put to use. What it is opened for stays open for the next question, until `close`.
 * One answer after the other for many images, and for one: a session computes one thing at a time.
 */
export class NetworkInUse {
  private readonly open = new OpenNetworks((engine, asked) =>
    openTrained(this.trained, asked, { ...this.surroundings, engine }),
  );
  private data: Promise<TestSet> | null = null;
  private tested: TestPass | null = null;
  private contributed: Contribution | null = null;
  private excited: Excitation | null = null;
  /** Of the first examples of the test set, where not all were tested. */
  private firstScores: Float32Array | null = null;
  private readonly image = new ImageInUse(
    (asked) => this.open.of(readyEngine, asked),
    (open, muted) => {
      this.mute(open, muted);
    },
  );
  /** What of an open session is muted; nothing where nothing is told. */
  private readonly muted = new WeakMap<OpenNetwork, string>();
  private readonly turns = new Turns();

  constructor(
    private trained: TrainedNetwork,
    private readonly surroundings: AskingSurroundings,
  ) {}

  get graph(): NetworkGraph {
    return this.trained.graph;
  }

  get imageWay(): ImageWay {
    return this.surroundings.imageWay;
  }

  get classNames(): readonly string[] {
    return this.surroundings.classNames;
  }

  /** Whether it works at what takes long: until then its weights stay those that this was begun with. */
  get isBusy(): boolean {
    return this.turns.isBusy;
  }

  /** Of the test set, worked out once. Throws a UserError where a number is none. */
  testPass(watch: Watch): Promise<AfterStep<TestPass>> {
    return this.atLength(watch, async (paced) => {
      this.tested ??= await this.passOf((await this.dataset()).test, paced);
      return this.tested;
    });
  }

  /** Of these examples of the test set, by their numbers. Throws as `testPass`. */
  nextMistakes(
    order: readonly number[],
    watch: Watch,
  ): Promise<AfterStep<{ readonly examples: readonly number[] }>> {
    return this.atLength(watch, async (paced) => {
      const { test } = await this.dataset();
      const { session } = await this.openedForTest(test);
      const searched = { session, test, graph: this.graph };
      return { examples: await nextMistakes(searched, order, { atOnce, ...paced }) };
    });
  }

  /**
   * What each path gives, by so many examples of the test set at most, worked out once for as many. What it
   * needs is given back, since it is much. Throws as `testPass`.
   */
  contribution(most: number, watch: Watch): Promise<AfterStep<Contribution>> {
    return this.atLength(watch, async (paced) => {
      const images = firstOf((await this.dataset()).test, most);
      if (this.contributed?.examples !== images.count) {
        this.contributed = await this.worked(images, paced);
      }
      return this.contributed;
    });
  }

  /** What excites each channel, by so many examples of the test set at most; otherwise as `contribution`. */
  excitation(most: number, watch: Watch): Promise<AfterStep<Excitation>> {
    return this.atLength(watch, async (paced) => {
      const images = firstOf((await this.dataset()).test, most);
      if (this.excited?.examples !== images.count) {
        const values = excitedNodes(this.graph).map(({ id }) => id);
        const asked = { values, images, atOnce: excitedAtOnce(this.graph) };
        this.excited = await this.openedFor(asked, (open) =>
          excitationOf(open, this.graph, images, paced),
        );
      }
      return this.excited;
    });
  }

  /** How it does by so many test examples at most, whole and without these parts. Throws as `testPass` and `masksOf`. */
  doingWithout(
    muted: readonly MutedPart[],
    most: number,
    watch: Watch,
  ): Promise<AfterStep<DoingWithout>> {
    return this.atLength(watch, async (paced) => {
      masksOf(this.graph, muted);
      const images = firstOf((await this.dataset()).test, most);
      const { classes } = this.graph.spec;
      const known = [this.tested?.scores, this.firstScores].find(
        (scores) => scores && scores.length >= images.count * classes,
      );
      const passes = known ? 1 : 2;
      const pass = (before: number): PacedWatch => ({
        ...paced,
        reach: (done) => {
          watch.reach(before * images.count + done, passes * images.count);
        },
      });
      const whole = known ?? (await this.scoresWithout([], images, pass(0)));
      this.firstScores = whole;
      const without = await this.scoresWithout(muted, images, pass(passes - 1));
      return doingWithoutOf({ whole, without }, images, classes);
    });
  }

  /** What every node that computes makes of one image without these parts. Throws as `doingWithout`. */
  look(
    image: Examples,
    muted: readonly MutedPart[],
    { signal }: Pick<Watch, "signal">,
  ): Promise<Seen> {
    return this.turns.take("one", () => {
      signal.throwIfAborted();
      return this.image.look(this.trained, { image, muted });
    });
  }

  /**
   * What the score of a class depends on in one image; of the class that it is taken for, where `label` is null.
   * Throws as `doingWithout`.
   */
  slopes(
    image: Examples,
    of: { readonly muted: readonly MutedPart[]; readonly label: number | null },
    { signal }: Pick<Watch, "signal">,
  ): Promise<Sloped> {
    return this.turns.take("one", () => {
      signal.throwIfAborted();
      return this.image.slopes(this.trained, { image, ...of });
    });
  }

  /** What takes long and needs no data, beside all else. */
  aside<T>(
    { asking }: Pick<Watch, "asking">,
    work: (trained: TrainedNetwork, surroundings: AskingSurroundings) => Promise<T>,
  ): Promise<T> {
    asking?.stepBack();
    return this.turns.atLength("aside", () => work(this.trained, this.surroundings));
  }

  /** The run's data, which are read once. Throws as `load`. */
  async dataset(): Promise<TestSet> {
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
    await this.turns.alone(async () => {
      const isSame = trained.graph.input.join() === this.graph.input.join();
      this.trained = trained;
      this.tested = null;
      this.contributed = null;
      this.excited = null;
      this.firstScores = null;
      this.image.forget();
      if (!isSame) return this.open.close();
      for (const open of await this.open.all()) {
        writeWeights(open.session, trained);
        this.muted.delete(open);
      }
    });
  }

  async close(): Promise<void> {
    await this.turns.alone(() => this.open.close());
  }

  /** What takes long and has its turn with the test set; what is asked meanwhile goes between its parts. */
  private atLength<T extends object>(
    watch: Watch,
    work: (paced: PacedWatch) => Promise<T>,
  ): Promise<AfterStep<T>> {
    const { asking, signal } = watch;
    asking?.stepBack();
    // Who waits until nothing is done would wait for ever, if this waited for them.
    const between = async (): Promise<void> => {
      await Promise.race([asking?.others(), this.turns.isWanted]);
    };
    return this.turns.atLength("many", async () => {
      signal.throwIfAborted();
      const found = await work({ ...watch, between });
      return { ...found, step: this.trained.step };
    });
  }

  private async passOf(images: Examples, watch: PacedWatch): Promise<TestPass> {
    return testPassOf((await this.openedForTest(images)).session, this.graph, images, {
      atOnce,
      ...watch,
    });
  }

  private openedForTest(images: Examples): Promise<OpenNetwork> {
    const asked = { images, atOnce, values: passValues(this.graph) };
    return this.open.of(this.surroundings.engine, asked);
  }

  private async scoresWithout(
    muted: readonly MutedPart[],
    images: Examples,
    watch: PacedWatch,
  ): Promise<Float32Array> {
    const value = scoresOf(this.graph);
    const asked = { images, atOnce, values: [value], hasMasks: true };
    const open = await this.open.of(this.surroundings.engine, asked);
    this.mute(open, muted);
    return askInBatches(open.session, images, value, { atOnce, ...watch });
  }

  /** Nothing is written to the device that is there already. */
  private mute(open: OpenNetwork, muted: readonly MutedPart[]): void {
    const key = JSON.stringify(muted);
    if (key === (this.muted.get(open) ?? "[]")) return;
    writeWeights(open.session, this.trained, { muted });
    this.muted.set(open, key);
  }

  private async worked(images: Examples, watch: PacedWatch): Promise<Contribution> {
    const muted = mutablePaths(this.graph).map(({ output }) => output);
    const asked = { values: [scoresOf(this.graph)], muted, images, atOnce };
    return this.openedFor(asked, (open) =>
      contributionOf(open, this.graph, images, { atOnce, ...watch }),
    );
  }

  /** Opens what is much for one answer, and gives it back. */
  private async openedFor<T>(asked: Asked, work: (open: OpenNetwork) => Promise<T>): Promise<T> {
    const open = await openTrained(this.trained, asked, this.surroundings);
    try {
      return await work(open);
    } finally {
      open.session.close();
    }
  }
}
