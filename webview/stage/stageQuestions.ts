import { isBlockSpec } from "../../model/network/stages.js";
import { computed, type ReadonlySignal } from "@preact/signals-core";
import { buildGraph, type NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NetworkSpec, Shape } from "../../model/network/spec.js";
import { hasReductions } from "../../model/network/withoutReductions.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import { elementOf, type HtmlSelection } from "../marks/dom.js";
import { lineage } from "../../model/network/family.js";
import { scopeFor } from "../layout/navigation.js";
import { inputLimitsOf } from "../state/question.js";
import type { ViewStore } from "../state/viewStore.js";
import type { RunStore } from "../state/runStore.js";
import { inputVerdict } from "./inputVerdict.js";
import {
  drawAnswer,
  drawQuestionBar,
  type ChangedBlock,
  type QuestionActions,
  type QuestionBar,
} from "./questionBar.js";

/** Binds what colors the picture, and what a person asks of the network. */
export function bindQuestions(
  { questions, answer }: { readonly questions: HtmlSelection; readonly answer: HtmlSelection },
  { runs, view, colored }: Stores,
): void {
  const actions: QuestionActions = {
    choose: (id) => {
      const graph = runs.graph.peek();
      if (graph !== null) view.open(scopeFor(graph, id), id);
    },
    chooseColoring: (id) => {
      view.measure.value = id;
    },
    askInputSize: (size) => {
      view.askInputSize(size);
    },
    toggleReductions: (block) => {
      view.toggleReductions(block);
    },
    askNothing: () => {
      leaveAnswer(elementOf(questions));
      view.askNothing();
    },
  };
  const shown = shownQuestion(runs, view, colored);
  drawOnChange(
    () => shown.value,
    (value) => {
      if (value === null) return;
      drawQuestionBar(questions, value, actions);
      drawAnswer(answer, value, actions);
    },
  );
}

/** The focus goes to what asks anew, or to what opens that. */
function leaveAnswer(questions: HTMLElement): void {
  const slider = questions.querySelector<HTMLElement>(".slider");
  slider?.focus();
  if (questions.ownerDocument.activeElement === slider) return;
  questions.closest(".stage")?.querySelector<HTMLElement>('[data-tool="ask"]')?.focus();
}

function ownSizeOf([, height = 1, width = height]: Shape): number | null {
  return height === width ? height : null;
}

function shownQuestion(
  runs: RunStore,
  view: ViewStore,
  colored: Stores["colored"],
): ReadonlySignal<QuestionBar | null> {
  // The run's own network, at the input that is asked for.
  const own = computed(() => {
    const [network, graph] = [runs.network.value, runs.graph.value];
    return network === null || graph === null ? null : buildGraph(network, graph.input);
  });
  const reducible = computed(() =>
    runs.network.value === null || own.value === null
      ? []
      : reducibleBlocks(runs.network.value, own.value),
  );
  const limits = computed(() =>
    runs.network.value === null ? null : inputLimitsOf(runs.network.value),
  );
  return computed(() => {
    const answer = runs.answer.value;
    if (answer === null || answer.graph === null || own.value === null || colored.value === null)
      return null;
    const around = lineage(own.value, view.selection.value ?? "");
    const question = view.question.value;
    return {
      graph: answer.graph,
      answer,
      question,
      ownSize: ownSizeOf(runs.input.value),
      colored: colored.value,
      // Known only where it is asked: it takes a dozen graphs.
      verdict:
        question.inputSize === null || limits.value === null
          ? ""
          : inputVerdict(answer.graph, limits.value),
      block: around.find((node) => reducible.value.includes(node)) ?? null,
      changed: reducible.value
        // Where the question cannot be answered, the run's own blocks are drawn.
        .filter(({ id }) => answer.problem === "" && question.unreduced.includes(id))
        .flatMap((before) => changedBlock(before, answer.graph)),
    };
  });
}

function reducibleBlocks(network: NetworkSpec, own: NetworkGraph): readonly NetworkNode[] {
  const ids = new Set(
    network.modules.flatMap(({ name, stages }) =>
      stages
        .filter((stage) => isBlockSpec(stage) && hasReductions(stage))
        .map((stage) => `${name}/${stage.name}`),
    ),
  );
  return own.nodes.filter(({ id }) => ids.has(id));
}

function changedBlock(before: NetworkNode, graph: NetworkGraph | null): readonly ChangedBlock[] {
  const now = graph?.byId.get(before.id);
  return now === undefined ? [] : [{ now, before }];
}
