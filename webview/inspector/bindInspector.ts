import { batch, computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import { choicesForNext, type Choices } from "../state/choices.js";
import type { HtmlSelection } from "../marks/dom.js";
import { savedText, sayOutcome } from "../export/outcome.js";
import { pictureFile } from "../export/pictureFile.js";
import { scopeFor } from "../layout/navigation.js";
import type { ExplorerHost } from "../host/rpc.js";
import { WeightRequests } from "../state/weights/weightRequests.js";
import type { WeightState } from "../state/weights/weightState.js";
import { bindCopyButton } from "./parts/bindCopyButton.js";
import { drawInspector, drawNow, drawPanel } from "./drawInspector.js";
import { shownFieldOf } from "./shownField.js";
import { shownExcitationOf } from "./shownExcitation.js";
import { shownOfImage, type ShownOfImage } from "./shownOfImage.js";
import { shownRunOf } from "./shownRun.js";
import { tabOf } from "./index.js";
import { nodeMarkdown } from "./nodeMarkdown.js";
import { readWeightsWhileShown } from "./readWhileShown.js";
import type {
  FieldImage,
  Inspected,
  InspectorTab,
  ShownExcitation,
  ShownRun,
  Shows,
  TabActions,
} from "./parts/tab.js";
import { bindMuteSwitches } from "./muting/bindMuteSwitches.js";
import { mapsTab } from "./maps/maps.js";
import { hasShownWeights } from "./kernels/kernels.js";
import { themeSignal } from "../state/binding/themeSignal.js";

type InspectorHost = Pick<ExplorerHost, "askRun" | "copy" | "save" | "reportError">;

/** What the inspector shows now. */
interface Shown extends ShownOfImage {
  /** Null before there is a network. */
  readonly node: ReadonlySignal<Pick<Inspected, "graph" | "node"> | null>;
  readonly tab: ReadonlySignal<InspectorTab>;
  readonly run: ReadonlySignal<ShownRun>;
  readonly weights: ReadonlySignal<WeightState>;
  readonly excitation: ReadonlySignal<ShownExcitation>;
  readonly fieldImage: ReadonlySignal<FieldImage>;
}

/**
 * Binds the inspector to the page's stores and to the host. Its drawings end with the page's; what is
 * returned ends the rest: from then on nothing is asked of the host.
 */
export function bindInspector(
  aside: HtmlSelection,
  stores: Stores,
  host: InspectorHost,
): () => void {
  const { runs, view, readable } = stores;
  const node = computed(() => {
    const graph = runs.graph.value;
    const found = graph?.byId.get(view.selection.value ?? "") ?? graph?.nodes[0];
    return graph === null || found === undefined ? null : { graph, node: found };
  });
  const tab = computed(() => tabOf(view.tab.value));
  const run = shownRunOf(stores);
  const reader = new WeightRequests((id) => host.askRun("weights", id, { of: runs.whose.peek() }));
  const endReading = readWeightsWhileShown(reader, stores, () => {
    const chosen = node.value?.node;
    return tab.value.shows.includes("weights") && chosen !== undefined && hasShownWeights(chosen)
      ? chosen.id
      : null;
  });
  const wantedIn = (isShown: boolean): NodeId | null =>
    isShown ? (node.value?.node.id ?? null) : null;
  const { end: endOfImage, ...ofImage } = shownOfImage(stores, host, run, () =>
    wantedIn(tab.value.shows.includes("maps")),
  );
  const isOfLooks = computed(() => view.choices.value.mapsView === "excitation");
  const excitation = shownExcitationOf(stores, () =>
    wantedIn(tab.value.shows.includes("excitation") && isOfLooks.value),
  );
  const endForgetting = forgetPlaces(view.choices, () => node.value?.node.id);
  const actions = tabActionsOf(stores, host, reader);
  const shown = {
    ...{ node, tab, run, weights: reader.state },
    ...ofImage,
    excitation: excitation.shown,
    fieldImage: shownFieldOf(stores),
  };
  bindHead(aside, shown, stores, actions);
  bindMuteSwitches(aside, { node, view, muting: stores.muting, maps: ofImage.maps });
  bindPanel(aside, shown, stores, actions);
  bindCopyButton(aside, host, {
    isShown: computed(() => node.value !== null),
    text: () => {
      const chosen = node.peek();
      return chosen === null
        ? ""
        : nodeMarkdown({ ...chosen, live: readable.peek(), run: run.peek() });
    },
  });
  return () => {
    endReading();
    endOfImage();
    excitation.end();
    endForgetting();
  };
}

function tabActionsOf(
  { runs, view, excitement }: Stores,
  host: InspectorHost,
  reader: WeightRequests,
): TabActions {
  return {
    choose: (changes) => {
      view.choose(changes);
    },
    openNode: (id) => {
      const graph = runs.graph.peek();
      if (graph !== null) view.open(scopeFor(graph, id), id);
    },
    chooseImage: () => {
      if (view.image.peek() === null) view.toggleImage();
    },
    followNumber: ({ node, channel, row, column }) => {
      const graph = runs.graph.peek();
      if (graph === null) return;
      // What was chosen in the node before is forgotten first.
      view.open(scopeFor(graph, node), node);
      view.choose({ map: channel, mapCell: { row, column }, isNumberHeld: true });
    },
    sendImage: (example) => {
      view.showExample(example);
    },
    showExcitation: (map) => {
      batch(() => {
        view.tab.value = mapsTab.id;
        view.choose({ map, patch: 0, mapsView: "excitation" });
      });
    },
    askExcitation: (examples) => {
      void excitement.images.ask(examples);
    },
    cancelExcitation: () => {
      excitement.images.cancel();
    },
    makeImage: (wish) => {
      void excitement.made.ask(wish);
    },
    stopMaking: () => {
      excitement.made.cancel();
    },
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
}

/** What names the node, and its numbers: the one changes with the node and the tab alone. */
function bindHead(
  aside: HtmlSelection,
  { node, tab }: Shown,
  { view, readable }: Stores,
  actions: TabActions,
): void {
  const headActions = {
    chooseTab: (id: string) => {
      view.tab.value = id;
    },
    choose: actions.openNode,
  };
  drawOnChange(
    () => ({ shown: node.value, tab: tab.value }),
    ({ shown, tab: chosen }) => {
      if (shown !== null) drawInspector(aside, shown, chosen, headActions);
    },
  );
  drawOnChange(
    () => ({ shown: node.value, live: readable.value }),
    ({ shown, live: values }) => {
      if (shown !== null) drawNow(aside, { ...shown, live: values });
    },
  );
}

function bindPanel(
  aside: HtmlSelection,
  { node, tab, run, weights, excitation, fieldImage, ...ofImage }: Shown,
  stores: Stores,
  actions: TabActions,
): void {
  const { view, readable } = stores;
  const theme = themeSignal();
  drawOnChange(
    () => {
      const { shows } = tab.value;
      // What it does not show is not drawn again for.
      const readIf = <T>(what: Shows, signal: ReadonlySignal<T>): T =>
        shows.includes(what) ? signal.value : signal.peek();
      return {
        shown: node.value,
        tab: tab.value,
        choices: view.choices.value,
        theme: theme.value,
        live: readIf("live", readable),
        run: readIf("run", run),
        weights: readIf("weights", weights),
        maps: readIf("maps", ofImage.maps),
        number: readIf("maps", ofImage.number),
        relevance: readIf("maps", ofImage.relevance),
        excitation: readIf("excitation", excitation),
        fieldImage: readIf("field", fieldImage),
      };
    },
    ({ shown, tab: chosen, ...contents }) => {
      if (shown !== null) drawPanel(aside, { ...shown, ...contents, actions }, chosen);
    },
  );
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
