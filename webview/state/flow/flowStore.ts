import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../../model/network/spec.js";
import type { AskRun } from "../../host/runQuestions.js";
import { NewestQuestion, type NoAnswer } from "../newestQuestion.js";
import type { RunStore } from "../runStore.js";
import { lookWhileShown } from "../seeing/lookWhileShown.js";
import type { ViewStore } from "../viewStore.js";
import { flowsInto, readersOf, type Flow } from "./flows.js";

/** What flows from the paths of one block into the layers of the next. */
export interface Flows {
  /** The steps that the weights have taken. */
  readonly step: number;
  readonly byLayer: ReadonlyMap<NodeId, readonly Flow[]>;
}

/** Which paths layers listen to, where a person wants to see it. */
export class FlowStore {
  private readonly question: NewestQuestion<"readInputs">;

  constructor(
    private readonly runs: RunStore,
    private readonly view: ViewStore,
    ask: AskRun,
  ) {
    this.question = new NewestQuestion(ask, "readInputs");
  }

  /** Null where it is not shown, or not known: then `problem` says why. */
  readonly flows: ReadonlySignal<Flows | null> = computed(() => {
    const [graph, found] = [this.runs.graph.value, this.question.newest.value.found];
    if (graph === null || found === null) return null;
    const { step, layers } = found.answer;
    const muted = this.view.muted.value;
    const byLayer = readersOf(graph).map(
      (node) => [node.id, flowsInto(graph, node, layers[node.id] ?? [], muted)] as const,
    );
    return { step, byLayer: new Map(byLayer.filter(([, flows]) => flows.length > 0)) };
  });

  get problem(): ReadonlySignal<NoAnswer | null> {
    return computed(() => this.question.newest.value.problem);
  }

  /** Asks while it is shown. Returns what ends it. */
  start(): () => void {
    const wanted = computed(() => {
      const graph = this.runs.graph.value;
      return this.view.showsFlow.value && graph !== null
        ? readersOf(graph).map(({ id }) => id)
        : null;
    });
    return lookWhileShown(this.question, this.runs, () => wanted.value);
  }
}
