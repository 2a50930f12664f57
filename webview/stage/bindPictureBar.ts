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
import { inputLimitsOf } from "../state/whatIf.js";
import type { ViewStore } from "../state/viewStore.js";
import type { RunStore } from "../state/runStore.js";
import { inputVerdict } from "./inputVerdict.js";
import {
  drawAnswer,
  drawPictureBar,
  type ChangedBlock,
  type PictureBarActions,
  type PictureBar,
} from "./pictureBar.js";

/** Binds what colors the picture, and what a person asks of the network. */
export function bindPictureBar(
  { bar, answer }: { readonly bar: HtmlSelection; readonly answer: HtmlSelection },
  { runs, view, colored }: Stores,
): void {
  const actions: PictureBarActions = {
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
      leaveAnswer(elementOf(bar));
      view.askNothing();
    },
  };
  const shown = shownBar(runs, view, colored);
  drawOnChange(
    () => shown.value,
    (value) => {
      if (value === null) return;
      drawPictureBar(bar, value, actions);
      drawAnswer(answer, value, actions);
    },
  );
}

/** The focus goes to what asks anew, or to what opens that. */
function leaveAnswer(bar: HTMLElement): void {
  const slider = bar.querySelector<HTMLElement>(".slider");
  slider?.focus();
  if (bar.ownerDocument.activeElement === slider) return;
  bar.closest(".stage")?.querySelector<HTMLElement>('[data-tool="ask"]')?.focus();
}

function ownSizeOf([, height = 1, width = height]: Shape): number | null {
  return height === width ? height : null;
}

function shownBar(
  runs: RunStore,
  view: ViewStore,
  colored: Stores["colored"],
): ReadonlySignal<PictureBar | null> {
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
    const whatIf = view.whatIf.value;
    return {
      graph: answer.graph,
      answer,
      whatIf,
      ownSize: ownSizeOf(runs.input.value),
      colored: colored.value,
      // Known only where it is asked: it takes a dozen graphs.
      verdict:
        whatIf.inputSize === null || limits.value === null
          ? ""
          : inputVerdict(answer.graph, limits.value),
      block: around.find((node) => reducible.value.includes(node)) ?? null,
      changed: reducible.value
        // Where that cannot be, the run's own blocks are drawn.
        .filter(({ id }) => answer.problem === "" && whatIf.unreduced.includes(id))
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
