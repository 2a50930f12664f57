import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import type { NumberSource } from "../draw/annotations.js";
import type { SvgSelection } from "../marks/dom.js";
import {
  drawStageGraphs,
  drawStageLive,
  drawStageNumbers,
  drawStageScene,
  drawStageSelection,
  selectSeen,
  type StageMarks,
  type StagePicture,
} from "../draw/stageScene.js";
import { detailOf, type Detail } from "../layout/detail.js";
import type { Extent } from "../layout/fit.js";
import { chosenPlaceOf, zoomAt } from "../layout/chosenPlace.js";
import { isSameSight, sightOf, type Sight } from "../layout/sight.js";
import type { LiveValues } from "../state/liveValues.js";
import { settled } from "../state/settled.js";
import { updateAttribute } from "../marks/update.js";
import type { ViewStore } from "../state/viewStore.js";
import { focusedNode, restoreFocus } from "./stageFocus.js";
import { detailClassOf, fittedZoom, windowOf, type FitWindow } from "./stageFit.js";
import { bindFlow } from "./flow/bindFlow.js";
import { bindMutedMarks } from "./muting/bindMutedMarks.js";
import { bindFeatureMaps } from "./seeing/bindFeatureMaps.js";
import { bindZoom, type StageZoom } from "./stageZoom.js";

/** What the stage's picture depends on beside the stores. */
export interface StageInputs {
  readonly picture: ReadonlySignal<StagePicture | null>;
  readonly stage: ReadonlySignal<FitWindow>;
}

export interface StageDrawing {
  readonly zoom: StageZoom;
  /** Brings all numbers up to date: those out of sight, and those that stand as long as they are read. */
  readonly completeNumbers: () => void;
}

/** The picture as it is drawn; null before the first. What depends on it is drawn on this one, not on the next frame's. */
type Drawn = Signal<StagePicture | null>;

/** Draws the stage's picture, its place, the choice and the live numbers, in this order. */
export function bindDrawing(
  svg: SvgSelection,
  element: SVGSVGElement,
  stores: Stores,
  inputs: StageInputs,
): StageDrawing {
  const drawn: Drawn = signal(null);
  let focused: NodeId | undefined;
  drawOnChange(
    () => inputs.picture.value,
    (value) => {
      if (value === null) return;
      focused = focusedNode(element);
      drawStageScene(svg, value);
      drawn.value = value;
    },
  );
  const zoom = bindPlace(svg, stores.view, drawn, inputs);
  drawOnChange(
    () => [drawn.value, stores.view.selection.value] as const,
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
  const sight = sightSignalOf(zoom, inputs.stage);
  bindFeatureMaps(svg, stores.seeing, drawn, sight);
  bindFlow(svg, stores.flow, drawn);
  bindMutedMarks(svg, stores.muting, drawn);
  return { zoom, completeNumbers: bindNumbers(svg, stores, drawn, sight) };
}

function bindPlace(
  svg: SvgSelection,
  view: ViewStore,
  drawn: Drawn,
  { stage }: StageInputs,
): StageZoom {
  const frame = computed(() => {
    const scene = drawn.value?.scene;
    return scene === undefined
      ? null
      : { scene, stage: stage.value, window: windowOf(scene, stage.value) };
  });
  const zoom = bindZoom(svg, {
    window: () => frame.peek()?.window ?? stage.peek(),
    isScrolling: () => stage.peek().isScrolling,
    onZoom: (chosen) => {
      const shown = frame.peek();
      if (shown !== null) view.zoom.value = chosenPlaceOf(chosen, shown.scene, withCards(shown));
    },
  });
  drawOnChange(
    () => [frame.value, view.zoom.value] as const,
    ([shown, chosen]) => {
      if (shown === null) return;
      const { scene, window } = shown;
      // Set again, an equal height would lay the whole picture out again at every move.
      updateAttribute(svg, "height", () => String(window.height));
      const moved = chosen === null ? null : zoomAt(chosen, scene, withCards(shown));
      zoom.show(moved ?? fittedZoom(scene, shown.stage));
    },
  );
  const detail = computed(() => detailOf(zoom.current.value.scale, stage.value.emphasis));
  let written: Detail = "near";
  drawOnChange(
    () => detail.value,
    (newest) => {
      svg.classed(detailClassOf(written), false).classed(detailClassOf(newest), true);
      written = newest;
    },
  );
  return zoom;
}

/** The window as it is without cards: in it a picture that was moved by hand stands still as they come and go. */
function withCards({
  window,
  stage,
}: {
  readonly window: Extent;
  readonly stage: FitWindow;
}): Extent {
  return { ...window, height: window.height + stage.cards };
}

/** Changes only where other numbers come into view. */
function sightSignalOf(zoom: StageZoom, stage: ReadonlySignal<FitWindow>): ReadonlySignal<Sight> {
  return settled(() => sightOf(zoom.current.value, stage.value, stage.value.emphasis), isSameSight);
}

/** Returns what brings all of the numbers up to date, seen or not. */
function bindNumbers(
  svg: SvgSelection,
  { live, readable, colored }: Stores,
  drawn: Drawn,
  sight: ReadonlySignal<Sight>,
): () => void {
  const seen = signal<StageMarks | null>(null);
  drawOnChange(
    () => [drawn.value, sight.value] as const,
    ([value, part]) => {
      if (value !== null) seen.value = selectSeen(svg, part);
    },
  );
  const draw = (
    how: (marks: StageMarks, reading: NumberSource) => void,
    marks: StageMarks | null,
    values: LiveValues,
  ): void => {
    const graph = drawn.peek()?.graph;
    const colors = colored.peek();
    if (graph === undefined || marks === null || colors === null) return;
    how(marks, { graph, live: values, ...colors });
  };
  drawOnChange(
    () => [seen.value, live.value, colored.value] as const,
    ([marks, values]) => {
      draw(drawStageGraphs, marks, values);
    },
  );
  drawOnChange(
    () => [seen.value, readable.value, colored.value] as const,
    ([marks, values]) => {
      draw(drawStageNumbers, marks, values);
    },
  );
  return () => {
    draw(drawStageLive, selectSeen(svg, null), live.peek());
  };
}
