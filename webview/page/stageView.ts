import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { select, type Selection } from "d3";
import type { NodeId } from "../../model/network/spec.js";
import {
  drawStageLive,
  drawStageScene,
  drawStageSelection,
  type StagePicture,
} from "../draw/stageScene.js";
import { t } from "../l10n.js";
import { fit, fitWidth, largestFit, type Zoom } from "../layout/fit.js";
import { layoutScene, layoutSceneFor } from "../layout/layoutScene.js";
import type { Scene } from "../layout/scene.js";
import { isSameSight, sightOf, type Sight } from "../layout/sight.js";
import { layoutSlots } from "../layout/slots.js";
import { revealing } from "../layout/view.js";
import { measureOf } from "../measures.js";
import { longTitle } from "../nodeText.js";
import { updateAttribute } from "../update.js";
import { firstPoint } from "../question.js";
import { settled } from "../settled.js";
import { drawOnChange } from "../binding/frame.js";
import { bindMinimap } from "./minimapView.js";
import { narrowQuery } from "./narrow.js";
import { mediaOf, sizeOf, type Size } from "./sizeOf.js";
import { focusedNode, restoreFocus } from "./stageFocus.js";
import { listenToStage } from "./stageInput.js";
import { bindZoom, type StageZoom } from "./stageZoom.js";
import type { Stores } from "../binding/stores.js";

const margin = 10;
/** In a narrow window two blocks stand side by side, a little smaller. */
const narrowCrowding = 1.1;
/** Room above and below a picture that is alone: its numbers stand outside of its boxes. */
const lineMargin = { roomy: 32, compact: 10 } as const;
const helpId = "stage-help";

export interface StageControls {
  readonly zoomBy: (steps: number) => void;
  readonly fit: () => void;
  readonly pan: (right: number, down: number) => void;
  /** Moves the picture so far that the node is seen. */
  readonly reveal: (id: NodeId) => void;
  /** The picture as it is now; `completeNumbers` brings what is out of sight up to date, `prepareWhole` makes a copy show all. */
  readonly svg: SVGSVGElement;
  readonly completeNumbers: () => void;
  readonly prepareWhole: (copy: SVGSVGElement) => void;
}

/** Binds the stage's picture to the stores. */
export function bindStage(
  frame: HTMLElement,
  stores: Stores,
  {
    covered,
    inspect,
  }: {
    /** How many pixels of the stage's end lie under cards. */
    readonly covered: ReadonlySignal<number>;
    /** Leads the person into the inspector. */
    readonly inspect: () => void;
  },
): StageControls {
  const { view } = stores;
  const svg = select(frame).append("svg").attr("class", "stage-picture");
  const element = svg.node();
  if (element === null) throw new Error("The stage lost its picture.");
  select(frame).append("p").attr("class", "unseen").attr("id", helpId).text(helpText());
  const size = sizeOf(frame);
  const isNarrow = mediaOf(narrowQuery);
  const picture = pictureOf(stores, size, isNarrow);
  const scene = computed(() => picture.value?.scene ?? null);
  const zoom = bindZoom(
    svg,
    () => isNarrow.peek(),
    (chosen) => {
      view.zoom.value = chosen;
    },
  );
  const drawLive = bindDrawing(svg, element, stores, { picture, size, isNarrow, zoom });
  bindMinimap(frame, { scene, size, isNarrow, zoom });
  const uncovered = (): Size => {
    const { width, height } = size.peek();
    return { width, height: Math.max(0, height - covered.peek()) };
  };
  const controls: StageControls = {
    svg: element,
    zoomBy: zoom.by,
    pan: zoom.pan,
    fit: () => {
      const shown = scene.peek();
      // A fit that is asked for leaves out what is covered; by itself the picture does not move for a card.
      view.zoom.value =
        shown === null || isNarrow.peek() || covered.peek() === 0
          ? null
          : fittedZoom(shown, uncovered(), false);
    },
    reveal: (id) => {
      const box = scene.peek()?.nodes.find((node) => node.id === id)?.box;
      if (box === undefined || isNarrow.peek()) return;
      const [from, to] = [
        zoom.current.peek(),
        revealing(zoom.current.peek(), uncovered(), box, margin),
      ];
      if (to !== from) zoom.moveTo(to);
    },
    completeNumbers: () => {
      drawLive(null);
    },
    prepareWhole: (copy) => {
      const shown = scene.peek();
      if (shown !== null) showWhole(copy, shown);
    },
  };
  listenToStage(element, stores, { controls, inspect, sceneOf: () => scene.peek() });
  return controls;
}

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

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
    const width = size.value.width - 2 * margin;
    const scene = isNarrow.value
      ? layoutScene(graph, scope, width * narrowCrowding, folded)
      : layoutSceneFor(graph, scope, { width, height: size.value.height - 2 * margin }, folded);
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

function bindDrawing(
  svg: Svg,
  element: SVGSVGElement,
  { view, live }: Stores,
  {
    picture,
    size,
    isNarrow,
    zoom,
  }: {
    readonly picture: ReadonlySignal<StagePicture | null>;
    readonly size: ReadonlySignal<Size>;
    readonly isNarrow: ReadonlySignal<boolean>;
    readonly zoom: StageZoom;
  },
): (sight: Sight | null) => void {
  // What follows is drawn on the picture that is there, not on the one that comes with the next frame.
  const drawn = signal<StagePicture | null>(null);
  let focused: NodeId | undefined;
  drawOnChange(
    () => picture.value,
    (value) => {
      if (value === null) return;
      focused = focusedNode(element);
      drawStageScene(svg, value);
      drawn.value = value;
    },
  );
  drawOnChange(
    () => [drawn.value, view.zoom.value, size.value, isNarrow.value] as const,
    ([value, chosen, window, narrow]) => {
      if (value === null) return;
      const fitted = fittedZoom(value.scene, window, narrow);
      const height = narrow ? fitted.y * 2 + value.scene.height * fitted.scale : window.height;
      // Set again, an equal height would lay the whole picture out again at every move.
      updateAttribute(svg, "height", () => String(height));
      zoom.show(chosen ?? fitted);
    },
  );
  drawOnChange(
    () => [drawn.value, view.selection.value] as const,
    ([, selection]) => {
      drawStageSelection(svg, selection);
    },
  );
  // Once the picture stands in its place: what takes the focus is brought into view.
  drawOnChange(
    () => drawn.value,
    () => {
      if (focused !== undefined) restoreFocus(element, focused);
    },
  );
  const drawLive = (sight: Sight | null): void => {
    const graph = drawn.peek()?.graph;
    if (graph === undefined) return;
    const coloring = measureOf(view.measure.peek());
    drawStageLive(svg, { graph, live: live.peek(), coloring, sight });
  };
  // Changes only where other numbers come into view.
  const sight = settled(() => sightOf(zoom.current.value, size.value), isSameSight);
  drawOnChange(
    () => [sight.value, drawn.value, live.value, view.measure.value] as const,
    ([seen]) => {
      drawLive(seen);
    },
  );
  return drawLive;
}

function fittedZoom(scene: Scene, window: Size, isNarrow: boolean): Zoom {
  const line = lineMargin[scene.density];
  const largest = largestFit[scene.density];
  if (isNarrow) return { ...fitWidth(scene, window.width, margin, largest), y: line };
  const inner = { width: window.width, height: window.height - 2 * (line - margin) };
  const fitted = fit(scene, inner, margin, largest);
  return { ...fitted, y: fitted.y + line - margin };
}

/** For a copy that is saved: all of the picture, in the size and detail of its scene. */
function showWhole(copy: SVGSVGElement, scene: Scene): void {
  const line = lineMargin[scene.density] + margin;
  const [width, height] = [scene.width + 2 * margin, scene.height + 2 * line].map(Math.ceil);
  copy.classList.remove("is-far", "is-close");
  copy.querySelector("g.viewport")?.removeAttribute("transform");
  copy.setAttribute("viewBox", `${-margin} ${-line} ${width ?? 0} ${height ?? 0}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
}

function helpText(): string {
  return t(
    "Arrow keys walk along and across the paths, Enter opens a block or inspects a layer, Space folds a block, Escape leads out. Plus and minus zoom, 0 fits, arrow keys with Shift move the picture.",
  );
}
