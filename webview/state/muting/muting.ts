import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { MutedDoing } from "../../../model/asking/mutedDoing.js";
import { mutablePlaceOf } from "../../../model/network/mutable.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NodeId } from "../../../model/network/spec.js";
import type { AskRun } from "../../host/runQuestions.js";
import { asItIs } from "../../protocol.js";
import type { Standing } from "../longQuestion.js";
import { MomentQuestion } from "../momentQuestion.js";
import { answerTo } from "../whatIf.js";
import type { RunStore } from "../runStore.js";
import { ImageRequests, type SeenState } from "../seeing/imageRequests.js";
import { lookWhileShown } from "../seeing/lookWhileShown.js";
import { lookAt } from "../seeing/looks.js";
import { settled } from "../settled.js";
import type { ViewStore } from "../viewStore.js";
import { knownParts, withChannel, without, withWhole, type MutedParts } from "./mutedParts.js";

/** Enough to see a path that matters within seconds. */
export const fewExamples = 500;

/** A person mutes one part after another. */
const askAfterMs = 300;

/** Of an image it is asked alone what the whole network takes it for. */
const noMaps = { nodes: [], most: 1 };

/** The parts of the run's network that a person has muted, and what comes of it. */
export class Muting {
  private readonly question: MomentQuestion<"mutedDoing">;
  private readonly whole: ImageRequests;

  constructor(
    private readonly runs: RunStore,
    private readonly view: ViewStore,
    ask: AskRun,
  ) {
    this.question = new MomentQuestion(ask, "mutedDoing", runs.whose);
    this.whole = new ImageRequests(ask);
  }

  /** The network that the run has, whatever a person asks of the one that is drawn. */
  readonly graph: ReadonlySignal<NetworkGraph | null> = computed(() => {
    const network = this.runs.network.value;
    return network === null ? null : answerTo(network, this.runs.input.value, asItIs).graph;
  });

  get parts(): ReadonlySignal<MutedParts> {
    return this.view.muted;
  }

  /** How its accuracy without these parts is worked out. */
  get standing(): ReadonlySignal<Standing> {
    return this.question.standing;
  }

  /** Of these parts, by the weights at hand; null where that is not known. */
  get doing(): ReadonlySignal<MutedDoing | null> {
    return this.question.answer;
  }

  /** What the whole network makes of the image that is sent through, where parts are muted. */
  get seenByWhole(): ReadonlySignal<SeenState> {
    return this.whole.state;
  }

  /** Mutes a path or a node, or lets it through again; false where it cannot be muted. */
  toggle(id: NodeId): boolean {
    const place = this.placeOf(id);
    if (place === null) return false;
    this.view.muted.value = withWhole(this.view.muted.peek(), place.id);
    return true;
  }

  toggleChannel(id: NodeId, channel: number): void {
    const place = this.placeOf(id);
    if (place === null || channel >= place.channels) return;
    this.view.muted.value = withChannel(this.view.muted.peek(), place, channel);
  }

  letThrough(place: NodeId): void {
    this.view.muted.value = without(this.view.muted.peek(), place);
  }

  muteNothing(): void {
    this.view.muted.value = [];
  }

  /** Tests the network without the parts that are muted, by so many images at most. */
  test(examples: number): void {
    void this.question.ask({ muted: this.view.muted.peek(), most: examples });
  }

  cancel(): void {
    this.question.cancel();
  }

  /** Asks whenever other parts are muted. Returns what ends it. */
  start(): () => void {
    const isMuted = computed(() => this.view.muted.value.length > 0);
    const ends = [
      this.forgetUnknown(),
      this.testWhenMuted(),
      lookWhileShown(this.whole, this.runs, () =>
        isMuted.value ? lookAt({ image: this.view.image, muted: nothing }, noMaps) : null,
      ),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  /** Whether nothing is told of the moment at hand, nor awaited. */
  private isUnknown(): boolean {
    return this.doing.peek() === null && this.standing.peek().kind === "quiet";
  }

  private placeOf(id: NodeId): ReturnType<typeof mutablePlaceOf> {
    const graph = this.graph.peek();
    return graph === null ? null : mutablePlaceOf(graph, id);
  }

  /** Another run may have another network. */
  private forgetUnknown(): () => void {
    return effect(() => {
      const graph = this.graph.value;
      if (graph !== null) this.view.muted.value = knownParts(graph, this.view.muted.value);
    });
  }

  private testWhenMuted(): () => void {
    const run = computed(() => {
      const { started, checkpoint } = this.runs.run.value;
      return started === null ? null : { id: started.runId, isKept: checkpoint !== null };
    });
    const subject = settled(() => ({ parts: this.view.muted.value, run: run.value }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ends = [
      effect(() => {
        void subject.value;
        this.question.forget();
      }),
      effect(() => {
        const { parts, run: asked } = subject.value;
        void this.runs.whose.value;
        clearTimeout(timer);
        if (parts.length === 0 || asked === null) return;
        timer = setTimeout(() => {
          if (this.isUnknown()) this.test(fewExamples);
        }, askAfterMs);
      }),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
      this.question.forget();
    };
  }
}

const nothing = signal<MutedParts>([]);
