import type { ReadonlySignal } from "@preact/signals-core";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { childOf, elementOf, type HtmlSelection } from "../marks/dom.js";
import { savedText } from "../export/outcome.js";
import { pictureFile } from "../export/pictureFile.js";
import { shapeTable } from "../export/shapeTable.js";
import { t } from "../words/l10n.js";
import type { Host } from "../host/rpc.js";
import { updateText } from "../marks/update.js";
import { createExplanation } from "./explanation.js";
import { createExportMenu, type PictureChoice } from "./exportMenu.js";
import { drawOnChange } from "../state/binding/frame.js";
import { foldableOf } from "../layout/navigation.js";
import { bindLegendAge } from "./legendAge.js";
import { bindPresented } from "./presentation.js";
import { drawSlimLegend } from "./slimLegend.js";
import { bindContributionBar } from "./contributionBar.js";
import { bindPictureMenu, type PictureMenu } from "./pictureMenu.js";
import {
  drawScopeLive,
  drawStageHead,
  type StageHead,
  type StageHeadActions,
} from "./stageHead.js";
import { bindPictureBar } from "./bindPictureBar.js";
import { bindFlowBar } from "./flow/bindFlowBar.js";
import { bindMutingBar } from "./muting/bindMutingBar.js";
import { bindPad } from "./seeing/pad/bindPad.js";
import { bindSeeingBar } from "./seeing/bindSeeingBar.js";
import type { StageControls } from "./stageControls.js";
import type { Stores } from "../state/binding/stores.js";

interface Places {
  readonly head: HtmlSelection;
  /** What is asked, and what comes of it. */
  readonly asking: HtmlSelection;
  /** The image that goes through the network. */
  readonly seeing: HtmlSelection;
  /** On which an image is drawn. */
  readonly pad: HtmlSelection;
  /** What is muted, and what comes of it. */
  readonly muting: HtmlSelection;
  /** Around the picture; says why there is none. */
  readonly frame: HtmlSelection;
  /** What the colors mean, where the bar with it stands behind a button. */
  readonly legend: HtmlSelection;
}

interface Tools {
  readonly controls: StageControls;
  /** Whether the bar with it stands behind a button. */
  readonly isBrief: ReadonlySignal<boolean>;
  readonly host: Pick<Host, "save" | "copy" | "reportError">;
}

/** Binds what stands above the stage's picture; returns what ends all but its drawings. */
export function bindStageTools(places: Places, stores: Stores, tools: Tools): () => void {
  // In reading order, whatever is drawn first.
  childOf(places.head, "nav", "crumbs");
  for (const part of ["summary", "scope-live", "presented", "tools"]) {
    childOf(places.head, "div", part);
  }
  childOf(childOf(places.head, "div", "tools"), "div", "picture-tools");
  const menu = bindPictureMenu(elementOf(places.asking), tools.isBrief, () =>
    places.head.select<HTMLElement>('[data-tool="ask"]').node(),
  );
  bindHead(places.head, stores, { ...tools, menu });
  bindPresented(places.head, stores);
  const pictureBar = childOf(places.asking, "div", "picture-bar");
  bindContributionBar(childOf(places.asking, "div", "contribution"), stores);
  bindFlowBar(childOf(places.asking, "div", "flow-bar"), stores);
  bindPictureBar({ bar: pictureBar, answer: childOf(places.asking, "p", "answer") }, stores);
  drawOnChange(
    () => stores.colored.value,
    (colored) => {
      if (colored !== null) drawSlimLegend(places.legend, colored);
    },
  );
  bindMutingBar(places.muting, stores, () => {
    places.frame.select<SVGElement>(".node[tabindex='0']").node()?.focus();
  });
  bindSeeingBar(places.seeing, stores, () => {
    places.head.select<HTMLElement>('[data-tool="image"]').node()?.focus();
  });
  const endSending = bindPad(places.pad, stores, () => {
    places.seeing.select<HTMLElement>('[data-tool="draw-image"]').node()?.focus();
  });
  bindLegendAge({ slim: places.legend, bar: pictureBar }, stores);
  drawOnChange(
    () => {
      const answer = stores.runs.answer.value;
      return answer?.graph === null ? answer.problem : "";
    },
    (problem) => {
      updateText(childOf(places.frame, "p", "no-picture"), () => problem);
    },
  );
  const bar = childOf(places.head, "div", "tools");
  const ends = [
    menu.end,
    endSending,
    bindExport(bar, stores, tools),
    createExplanation(bar, elementOf(places.frame)),
  ];
  return () => {
    for (const end of ends) end();
  };
}

interface HeadSources {
  readonly graph: NetworkGraph | null;
  readonly selection: NodeId | null;
  readonly folded: readonly NodeId[];
}

function bindHead(
  place: HtmlSelection,
  { runs, view, readable }: Stores,
  { controls, isBrief, menu }: Tools & { readonly menu: PictureMenu },
): void {
  const actions: StageHeadActions = {
    zoomBy: controls.zoomBy,
    fit: controls.fit,
    togglePictureBar: menu.toggle,
    toggleImage: () => {
      view.toggleImage();
    },
    toggleFlow: () => {
      view.showsFlow.value = !view.showsFlow.peek();
    },
    present: () => {
      view.isPresenting.value = !view.isPresenting.peek();
    },
    toggleFold: (id) => {
      view.toggleFold(id);
    },
    open: (scope) => {
      view.open(scope);
    },
  };
  drawOnChange(
    (): Omit<StageHead, "graph" | "foldable" | "isFolded"> & HeadSources => ({
      graph: runs.graph.value,
      scope: view.scope.value,
      selection: view.selection.value,
      folded: view.folded.value,
      isPresenting: view.isPresenting.value,
      isSeeing: view.image.value !== null,
      showsFlow: view.showsFlow.value,
      pictureBar: !isBrief.value ? "shown" : menu.isOpen.value ? "open" : "closed",
    }),
    ({ graph, selection, folded, ...head }) => {
      if (graph === null) return;
      const foldable = foldableOf(graph, head.scope, selection);
      const isFolded = foldable !== null && folded.includes(foldable.id);
      drawStageHead(place, { graph, foldable, isFolded, ...head }, actions);
    },
  );
  drawOnChange(
    () => ({ graph: runs.graph.value, scope: view.scope.value, values: readable.value }),
    ({ graph, scope, values }) => {
      const known = scope !== null && graph?.byId.has(scope) === true ? scope : null;
      drawScopeLive(place, known, values);
    },
  );
}

function bindExport(
  bar: HtmlSelection,
  { runs, view }: Stores,
  { controls, host }: Tools,
): () => void {
  const savePicture = async (request: PictureChoice): Promise<string | null> => {
    const { extent, format, colors } = request;
    const network = runs.network.peek()?.id ?? "network";
    const scope = view.scope.peek()?.replaceAll("/", "-");
    controls.completeNumbers();
    const file = await pictureFile(controls.svg, {
      name: scope === undefined ? network : `${network}-${scope}`,
      format,
      colors,
      ...(extent === "whole" ? { prepare: controls.prepareWhole } : {}),
    });
    return savedText(await host.save(file), file.name);
  };
  return createExportMenu(bar, {
    savePicture,
    copyTable: async () => {
      const graph = runs.graph.peek();
      if (graph === null) return null;
      await host.copy(shapeTable(graph));
      return t("Copied: the table of shapes.");
    },
    reportError: (error) => {
      host.reportError(error);
    },
  });
}
