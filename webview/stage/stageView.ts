import { computed, type ReadonlySignal } from "@preact/signals-core";
import { select } from "d3";
import type { Stores } from "../state/binding/stores.js";
import type { StagePicture } from "../draw/stageScene.js";
import { t } from "../words/l10n.js";
import { layoutSceneFor } from "../layout/layoutScene.js";
import { layoutSlots } from "../layout/slots.js";
import { revealing } from "../layout/view.js";
import { longTitle } from "../words/nodeText.js";
import { firstPoint } from "../state/whatIf.js";
import type { ViewStore } from "../state/viewStore.js";
import { bindMinimap } from "./minimapView.js";
import { bindDrawing, type StageInputs } from "./stageDrawing.js";
import { fittedZoom, showWhole, stageMargin, type FitWindow } from "./stageFit.js";
import type { StageControls } from "./stageControls.js";
import { listenToStage } from "./stageInput.js";
import { layoutWindowOf, stageWindowOf } from "./stageWindow.js";
import type { StageZoom } from "./stageZoom.js";

/** In a narrow window two blocks stand side by side, a little smaller. */
const narrowCrowding = 1.1;
const helpId = "stage-help";

interface StageOptions {
  /** How many pixels the cards below have taken from the stage's height. */
  readonly cards: ReadonlySignal<number>;
  /** Leads the person into the inspector. */
  readonly inspect: () => void;
}

/** Binds the stage's picture to the stores. */
export function bindStage(
  frame: HTMLElement,
  stores: Stores,
  { cards, inspect }: StageOptions,
): StageControls {
  const svg = select(frame).append("svg").attr("class", "stage-picture");
  const element = svg.node();
  if (element === null) throw new Error("The stage lost its picture.");
  select(frame).append("p").attr("class", "unseen").attr("id", helpId).text(helpText());
  const stage = stageWindowOf(frame, cards, stores.view);
  const picture = pictureOf(stores, layoutWindowOf(stage, stores.view));
  const scene = computed(() => picture.value?.scene ?? null);
  const inputs = { picture, stage };
  const drawing = bindDrawing(svg, element, stores, inputs);
  bindMinimap(frame, { scene, stage, zoom: drawing.zoom });
  const controls: StageControls = {
    svg: element,
    completeNumbers: drawing.completeNumbers,
    prepareWhole: (copy) => {
      const shown = scene.peek();
      if (shown !== null) showWhole(copy, shown);
    },
    ...movesOf(drawing.zoom, stores.view, inputs),
  };
  listenToStage(element, stores, { controls, inspect, sceneOf: () => scene.peek() });
  return controls;
}

/** What moves the picture beside the mouse. */
function movesOf(
  zoom: StageZoom,
  view: ViewStore,
  { picture, stage }: StageInputs,
): Pick<StageControls, "zoomBy" | "pan" | "fit" | "reveal"> {
  return {
    zoomBy: zoom.by,
    pan: zoom.pan,
    fit: () => {
      view.zoom.value = null;
    },
    reveal: (id) => {
      // A fitted picture shows all, and only a hand ends that.
      if (view.zoom.peek() === null || stage.peek().isScrolling) return;
      const box = picture.peek()?.scene.nodes.find((node) => node.id === id)?.box;
      if (box === undefined) return;
      const from = zoom.current.peek();
      const to = revealing(from, stage.peek(), box, stageMargin);
      if (to !== from) zoom.moveTo(to);
    },
  };
}

function pictureOf(
  { runs, view, seeing }: Stores,
  stage: ReadonlySignal<FitWindow>,
): ReadonlySignal<StagePicture | null> {
  return computed(() => {
    const { graph, isChanged } = runs.answer.value ?? { graph: null, isChanged: false };
    const window = stage.value;
    if (graph === null || window.width === 0) return null;
    const scope = graph.byId.has(view.scope.value ?? "") ? view.scope.value : null;
    const scene = layoutSceneFor(graph, scope, {
      width: window.width - 2 * stageMargin,
      height: window.height - 2 * stageMargin,
      emphasis: window.emphasis,
      folded: new Set(view.folded.value),
      hasMaps: seeing.hasMaps.value,
      hasPairs: seeing.hasMaps.value && seeing.comparing.hasPairs.value,
      fitScale: (each) => fittedZoom(each, window).scale,
      ...(window.isScrolling ? { shares: [narrowCrowding] } : {}),
    });
    const node = scope === null ? undefined : graph.byId.get(scope);
    const label = node === undefined ? graph.spec.title : longTitle(node);
    const point = isChanged ? firstPoint(graph)?.id : undefined;
    return {
      graph,
      scene,
      slots: layoutSlots(scene),
      label,
      helpId,
      point: point ?? null,
    };
  });
}

function helpText(): string {
  return t(
    "Arrow keys walk along and across the paths, Enter opens a block or inspects a layer, Space folds a block, M mutes a path or a layer, Escape leads out. Plus and minus zoom, 0 fits, arrow keys with Shift move the picture, P presents it.",
  );
}
