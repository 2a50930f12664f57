import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../../model/network/spec.js";
import type { AskRun } from "../../host/runQuestions.js";
import { NewestQuestion, type NoAnswer } from "../newestQuestion.js";
import type { RunStore } from "../runStore.js";
import { lookWhileShown } from "../seeing/lookWhileShown.js";
import { sourceIn } from "../seeing/looks.js";
import type { ViewStore } from "../viewStore.js";
import { flowsInto, readersOf, type Flow } from "./flows.js";

/** What flows from the paths of one block into the layers of the next. */
export interface Flows {
  /** The steps that the weights have taken. */
  readonly step: number;
  readonly byLayer: ReadonlyMap<NodeId, readonly Flow[]>;
}

/** Which paths layers listen to, by their weights or by the image that is looked at, where a person wants to see it. */
export class FlowStore {
  private readonly byWeights: NewestQuestion<"readInputs">;
  private readonly byImage: NewestQuestion<"inputsByImage">;

  constructor(
    private readonly runs: RunStore,
    private readonly view: ViewStore,
    ask: AskRun,
  ) {
    this.byWeights = new NewestQuestion(ask, "readInputs");
    this.byImage = new NewestQuestion(ask, "inputsByImage");
  }

  /** Whether it is that of the image: without one there is that of the weights alone. */
  readonly isByImage: ReadonlySignal<boolean> = computed(
    () => this.view.flowsByImage.value && this.view.image.value !== null,
  );

  private readonly newest = computed(() =>
    this.isByImage.value ? this.byImage.newest.value : this.byWeights.newest.value,
  );

  /** Null where it is not shown, or not known: then `problem` says why. */
  readonly flows: ReadonlySignal<Flows | null> = computed(() => {
    const [graph, found] = [this.runs.graph.value, this.newest.value.found];
    if (graph === null || found === null) return null;
    const { step, layers } = found.answer;
    const muted = this.view.muted.value;
    const byLayer = readersOf(graph).map(
      (node) => [node.id, flowsInto(graph, node, layers[node.id] ?? [], muted)] as const,
    );
    return { step, byLayer: new Map(byLayer.filter(([, flows]) => flows.length > 0)) };
  });

  readonly problem: ReadonlySignal<NoAnswer | null> = computed(() => this.newest.value.problem);

  /** Asks while it is shown. Returns what ends it. */
  start(): () => void {
    const layers = computed(() => {
      const graph = this.runs.graph.value;
      return this.view.showsFlow.value && graph !== null
        ? readersOf(graph).map(({ id }) => id)
        : null;
    });
    const ends = [
      lookWhileShown(this.byWeights, this.runs, () => (this.isByImage.value ? null : layers.value)),
      lookWhileShown(this.byImage, this.runs, () => {
        const source = this.isByImage.value ? sourceIn(this.view) : null;
        return source === null || layers.value === null
          ? null
          : { ...source, layers: layers.value };
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}
