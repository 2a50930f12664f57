import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import { drawOnChange } from "../binding/frame.js";
import type { Stores } from "../binding/stores.js";
import type { Reading } from "../draw/annotations.js";
import type { SvgSelection } from "../dom.js";
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
import { placeOf, zoomAt } from "../layout/place.js";
import { isSameSight, sightOf } from "../layout/sight.js";
import type { LiveValues } from "../liveValues.js";
import { measureOf } from "../measures.js";
import { settled } from "../settled.js";
import { updateAttribute } from "../update.js";
import type { ViewStore } from "../store.js";
import type { Size } from "./sizeOf.js";
import { focusedNode, restoreFocus } from "./stageFocus.js";
import { fittedBesideCards, fittedZoom, windowOf } from "./stageFit.js";
import { bindZoom, type StageZoom } from "./stageZoom.js";

/** What the stage's picture depends on beside the stores. */
export interface StageInputs {
  readonly picture: ReadonlySignal<StagePicture | null>;
  readonly size: ReadonlySignal<Size>;
  /** Whether the page scrolls, and the picture takes the height that it needs. */
  readonly isNarrow: ReadonlySignal<boolean>;
  /** What cards leave of the stage. */
  readonly uncovered: ReadonlySignal<Size>;
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
  return { zoom, completeNumbers: bindNumbers(svg, stores, drawn, { zoom, size: inputs.size }) };
}

function bindPlace(
  svg: SvgSelection,
  view: ViewStore,
  drawn: Drawn,
  { size, isNarrow, uncovered }: StageInputs,
): StageZoom {
  const frame = computed(() => {
    const scene = drawn.value?.scene;
    return scene === undefined
      ? null
      : { scene, window: windowOf(scene, size.value, isNarrow.value), isNarrow: isNarrow.value };
  });
  const zoom = bindZoom(svg, {
    window: () => frame.peek()?.window ?? size.peek(),
    isScrolling: () => isNarrow.peek(),
    onZoom: (chosen) => {
      const shown = frame.peek();
      if (shown !== null) view.zoom.value = placeOf(chosen, shown.scene, shown.window);
    },
  });
  // Cards move only a picture that was fitted beside them.
  const free = computed(() => (view.zoom.value === "uncovered" ? uncovered.value : null));
  drawOnChange(
    () => [frame.value, view.zoom.value, size.value, free.value] as const,
    ([shown, chosen, whole, besideCards]) => {
      if (shown === null) return;
      const { scene, window, isNarrow: isScrolling } = shown;
      // Set again, an equal height would lay the whole picture out again at every move.
      updateAttribute(svg, "height", () => String(window.height));
      const moved =
        chosen === null || chosen === "uncovered" ? null : zoomAt(chosen, scene, window);
      const fitted =
        besideCards !== null && !isScrolling
          ? fittedBesideCards(scene, besideCards)
          : fittedZoom(scene, whole, isScrolling);
      zoom.show(moved ?? fitted);
    },
  );
  return zoom;
}

/** Returns what brings all of the numbers up to date, seen or not. */
function bindNumbers(
  svg: SvgSelection,
  { live, readable, view }: Stores,
  drawn: Drawn,
  { zoom, size }: { readonly zoom: StageZoom; readonly size: ReadonlySignal<Size> },
): () => void {
  // Changes only where other numbers come into view.
  const sight = settled(() => sightOf(zoom.current.value, size.value), isSameSight);
  const seen = signal<StageMarks | null>(null);
  drawOnChange(
    () => [drawn.value, sight.value] as const,
    ([value, part]) => {
      if (value !== null) seen.value = selectSeen(svg, part);
    },
  );
  const draw = (
    how: (marks: StageMarks, reading: Reading) => void,
    marks: StageMarks | null,
    values: LiveValues,
  ): void => {
    const graph = drawn.peek()?.graph;
    if (graph === undefined || marks === null) return;
    how(marks, { graph, live: values, coloring: measureOf(view.measure.peek()) });
  };
  drawOnChange(
    () => [seen.value, live.value, view.measure.value] as const,
    ([marks, values]) => {
      draw(drawStageGraphs, marks, values);
    },
  );
  drawOnChange(
    () => [seen.value, readable.value, view.measure.value] as const,
    ([marks, values]) => {
      draw(drawStageNumbers, marks, values);
    },
  );
  return () => {
    draw(drawStageLive, selectSeen(svg, null), live.peek());
  };
}
