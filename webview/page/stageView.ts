import { computed, type ReadonlySignal } from "@preact/signals-core";
import { select } from "d3";
import type { NodeId } from "../../model/network/spec.js";
import type { Stores } from "../binding/stores.js";
import type { StagePicture } from "../draw/stageScene.js";
import { t } from "../l10n.js";
import { layoutScene, layoutSceneFor } from "../layout/layoutScene.js";
import { layoutSlots } from "../layout/slots.js";
import { revealing } from "../layout/view.js";
import { longTitle } from "../nodeText.js";
import { firstPoint } from "../question.js";
import type { ViewStore } from "../store.js";
import { bindMinimap } from "./minimapView.js";
import { narrowQuery } from "./narrow.js";
import { mediaOf, sizeOf, type Size } from "./sizeOf.js";
import { bindDrawing, type StageInputs } from "./stageDrawing.js";
import { showWhole, stageMargin } from "./stageFit.js";
import { listenToStage } from "./stageInput.js";
import type { StageZoom } from "./stageZoom.js";

/** In a narrow window two blocks stand side by side, a little smaller. */
const narrowCrowding = 1.1;
const helpId = "stage-help";

export interface StageControls {
  readonly zoomBy: (steps: number) => void;
  readonly fit: () => void;
  readonly pan: (right: number, down: number) => void;
  /** Moves the picture so far that the node is seen. */
  readonly reveal: (id: NodeId) => void;
  /** The picture as it is now; `completeNumbers` brings all of its numbers up to date, `prepareWhole` makes a copy show all. */
  readonly svg: SVGSVGElement;
  readonly completeNumbers: () => void;
  readonly prepareWhole: (copy: SVGSVGElement) => void;
}

interface StageOptions {
  /** How many pixels of the stage's end lie under cards. */
  readonly covered: ReadonlySignal<number>;
  /** Leads the person into the inspector. */
  readonly inspect: () => void;
}

/** Binds the stage's picture to the stores. */
export function bindStage(
  frame: HTMLElement,
  stores: Stores,
  { covered, inspect }: StageOptions,
): StageControls {
  const svg = select(frame).append("svg").attr("class", "stage-picture");
  const element = svg.node();
  if (element === null) throw new Error("The stage lost its picture.");
  select(frame).append("p").attr("class", "unseen").attr("id", helpId).text(helpText());
  const size = sizeOf(frame);
  const isNarrow = mediaOf(narrowQuery);
  const picture = pictureOf(stores, size, isNarrow);
  const scene = computed(() => picture.value?.scene ?? null);
  const uncovered = computed(() => {
    const { width, height } = size.value;
    return { width, height: Math.max(0, height - covered.value) };
  });
  const inputs = { picture, size, isNarrow, uncovered };
  const drawing = bindDrawing(svg, element, stores, inputs);
  bindMinimap(frame, { scene, size, isNarrow, zoom: drawing.zoom });
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
  { picture, size, isNarrow, uncovered }: StageInputs,
): Pick<StageControls, "zoomBy" | "pan" | "fit" | "reveal"> {
  return {
    zoomBy: zoom.by,
    pan: zoom.pan,
    fit: () => {
      // A fit that is asked for leaves out what is covered; by itself the picture does not move for a card.
      const isBesideCards = !isNarrow.peek() && uncovered.peek().height < size.peek().height;
      view.zoom.value = isBesideCards ? "uncovered" : null;
    },
    reveal: (id) => {
      const box = picture.peek()?.scene.nodes.find((node) => node.id === id)?.box;
      if (box === undefined || isNarrow.peek()) return;
      const from = zoom.current.peek();
      const to = revealing(from, uncovered.peek(), box, stageMargin);
      if (to !== from) zoom.moveTo(to);
    },
  };
}

function pictureOf(
  { runs, view }: Stores,
  size: ReadonlySignal<Size>,
  isNarrow: ReadonlySignal<boolean>,
): ReadonlySignal<StagePicture | null> {
  return computed(() => {
    const { graph, isChanged } = runs.answer.value ?? { graph: null, isChanged: false };
    if (graph === null || size.value.width === 0) return null;
    const scope = graph.byId.has(view.scope.value ?? "") ? view.scope.value : null;
    const folded = new Set(view.folded.value);
    const width = size.value.width - 2 * stageMargin;
    const scene = isNarrow.value
      ? layoutScene(graph, scope, width * narrowCrowding, folded)
      : layoutSceneFor(
          graph,
          scope,
          { width, height: size.value.height - 2 * stageMargin },
          folded,
        );
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
    "Arrow keys walk along and across the paths, Enter opens a block or inspects a layer, Space folds a block, Escape leads out. Plus and minus zoom, 0 fits, arrow keys with Shift move the picture.",
  );
}
