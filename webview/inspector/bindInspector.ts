import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import { isActive } from "../../model/run/phase.js";
import type { HtmlSelection } from "../dom.js";
import { savedText, sayOutcome } from "../export/outcome.js";
import { pictureFile } from "../export/pictureFile.js";
import { drawOnChange } from "../binding/frame.js";
import { scopeFor } from "../layout/navigation.js";
import { outsideSignal } from "../binding/outside.js";
import type { Stores } from "../binding/stores.js";
import type { Host } from "../rpc.js";
import { WeightReader } from "../weights/weightReader.js";
import { choicesForNext, type Choices } from "../choices.js";
import { drawCopyButton, type CopyState } from "./copyButton.js";
import { drawInspector, drawNow, type InspectorActions } from "./drawInspector.js";
import { tabOf } from "./index.js";
import { nodeMarkdown } from "./nodeMarkdown.js";
import { noRun, type RunGlimpse, type TabActions } from "./tab.js";
import { hasWeights } from "./tabs/kernels.js";

type InspectorHost = Pick<Host, "readWeights" | "copy" | "save" | "reportError">;

const weightsEveryMs = 5_000;
const copiedForMs = 2_000;

/**
 * Binds the inspector to the page's stores and to the host. Its drawings end with the page's; what is
 * returned ends the rest: from then on nothing is asked of the host.
 */
export function bindInspector(
  aside: HtmlSelection,
  stores: Stores,
  host: InspectorHost,
): () => void {
  const { runs, view, live } = stores;
  const node = computed(() => {
    const graph = runs.graph.value;
    const found = graph?.byId.get(view.selection.value ?? "") ?? graph?.nodes[0];
    return graph === null || found === undefined ? null : { graph, node: found };
  });
  const tab = computed(() => tabOf(view.tab.value));
  const { choices } = view;
  const run = glimpseOf(stores);
  const theme = themeSignal();
  const reader = new WeightReader((id) => host.readWeights(id));
  const endReading = readWeightsWhileShown(reader, stores, () => {
    const chosen = node.value?.node;
    return tab.value.showsWeights === true && chosen !== undefined && hasWeights(chosen)
      ? chosen.id
      : null;
  });
  const endForgetting = forgetPlaces(choices, () => node.value?.node.id);
  const openNode = (id: NodeId): void => {
    const graph = runs.graph.peek();
    if (graph !== null) view.open(scopeFor(graph, id), id);
  };
  const actions: TabActions = {
    choose: (changes) => {
      view.choose(changes);
    },
    openNode,
    readWeightsAgain: () => {
      reader.refresh();
    },
    savePicture: (svg, { line, ...file }) => {
      const save = async (): Promise<string | null> => {
        const picture = await pictureFile(svg, { ...file, colors: "theme" });
        return savedText(await host.save(picture), picture.name);
      };
      sayOutcome(line, save, (error) => {
        host.reportError(error);
      });
    },
  };
  const inspectorActions: InspectorActions = {
    chooseTab: (id) => {
      view.tab.value = id;
    },
    choose: openNode,
  };
  drawOnChange(
    () => {
      const isLive = tab.value.isLive === true;
      return {
        shown: node.value,
        tab: tab.value,
        choices: choices.value,
        theme: theme.value,
        // A tab that shows no numbers of the run is not drawn again for them.
        live: isLive ? live.value : live.peek(),
        run: isLive || tab.value.showsRun === true ? run.value : run.peek(),
        weights: tab.value.showsWeights === true ? reader.state.value : reader.state.peek(),
      };
    },
    ({ shown, tab: drawn, ...contents }) => {
      if (shown !== null) {
        drawInspector(aside, { ...shown, ...contents, actions }, drawn.id, inspectorActions);
      }
    },
  );
  drawOnChange(
    () => ({ shown: node.value, live: live.value }),
    ({ shown, live: values }) => {
      if (shown !== null) drawNow(aside, { ...shown, live: values });
    },
  );
  bindCopyButton(aside, host, {
    isShown: computed(() => node.value !== null),
    text: () => {
      const shown = node.peek();
      return shown === null ? "" : nodeMarkdown({ ...shown, live: live.peek(), run: run.peek() });
    },
  });
  return () => {
    endReading();
    endForgetting();
  };
}

function glimpseOf({ runs }: Stores): ReadonlySignal<RunGlimpse> {
  const histograms = computed(() => runs.run.value.histograms);
  const phase = computed(() => runs.run.value.phase);
  const timings = computed(() => runs.run.value.timings);
  const config = computed(() => runs.run.value.started?.config ?? null);
  const isOfThisNetwork = computed(() => runs.answer.value?.isChanged !== true);
  // A question changes the picture's network, and not the one that trains.
  return computed(() => ({
    histograms: isOfThisNetwork.value ? histograms.value : noRun.histograms,
    phase: phase.value,
    histogramsEvery: config.value?.histogramsEvery ?? null,
    timings: isOfThisNetwork.value ? timings.value : null,
    timingsEvery: config.value?.timingsEvery ?? null,
    batchSize: config.value?.batchSize ?? null,
    isOfThisNetwork: isOfThisNetwork.value,
  }));
}

/** Reads anew after a checkpoint or an evaluation, and every five seconds while the weights change. */
function readWeightsWhileShown(
  reader: WeightReader,
  { runs }: Stores,
  wanted: () => NodeId | null,
): () => void {
  const milestone = computed(() => {
    const { checkpoint, evaluations, started } = runs.run.value;
    return `${started?.runId ?? ""} ${checkpoint ?? ""} ${evaluations.length}`;
  });
  let before = { id: wanted(), at: milestone.peek() };
  reader.want(before.id);
  const endReading = effect(() => {
    const next = { id: wanted(), at: milestone.value };
    // A layer that is wanted anew is read anyway.
    if (next.id !== before.id) reader.want(next.id);
    else if (next.at !== before.at) reader.refresh();
    before = next;
  });
  const isTraining = computed(() => {
    const { phase } = runs.run.value;
    return isActive(phase) && phase !== "paused" && wanted() !== null;
  });
  const endPolling = effect(() => {
    if (!isTraining.value) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") reader.refresh();
    }, weightsEveryMs);
    return () => {
      clearInterval(timer);
    };
  });
  return () => {
    for (const end of [endReading, endPolling]) end();
    reader.want(null);
  };
}

/** A place in one node's grid means nothing in another's; what was kept over a reload is the first node's own. */
function forgetPlaces(
  choices: { value: Choices; peek(): Choices },
  shown: () => NodeId | undefined,
): () => void {
  let before: NodeId | undefined;
  return effect(() => {
    const id = shown();
    if (id === before) return;
    if (before !== undefined) choices.value = choicesForNext(choices.peek());
    before = id;
  });
}

/** VS Code tells a page of another theme by the classes and data of its body. */
function themeSignal(): ReadonlySignal<string> {
  const { body } = document;
  return outsideSignal(
    () => `${body.className} ${body.dataset["vscodeThemeId"] ?? ""}`,
    (changed) => {
      const observer = new MutationObserver(changed);
      observer.observe(body, { attributeFilter: ["class", "data-vscode-theme-id"] });
      return () => {
        observer.disconnect();
      };
    },
  );
}

function bindCopyButton(
  aside: HtmlSelection,
  host: Pick<InspectorHost, "copy" | "reportError">,
  { isShown, text }: { readonly isShown: ReadonlySignal<boolean>; readonly text: () => string },
): void {
  const state = signal<CopyState>("ready");
  const show = (next: CopyState): void => {
    state.value = next;
    setTimeout(() => {
      if (state.peek() === next) state.value = "ready";
    }, copiedForMs);
  };
  const copy = (): void => {
    host.copy(text()).then(
      () => {
        show("copied");
      },
      (error: unknown) => {
        host.reportError(error);
        show("failed");
      },
    );
  };
  drawOnChange(
    () => ({ isShown: isShown.value, state: state.value }),
    (next) => {
      if (next.isShown) drawCopyButton(aside, next.state, copy);
    },
  );
}
