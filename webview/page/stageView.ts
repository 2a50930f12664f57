import { computed, signal } from "@preact/signals-core";
import { select } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import { drawStageLive, drawStageScene, drawStageSelection } from "../draw/stageScene.js";
import { fit, fitWidth, type Zoom } from "../layout/fit.js";
import { layoutScene, layoutSceneFor } from "../layout/layoutScene.js";
import type { Scene } from "../layout/scene.js";
import { layoutSlots } from "../layout/slots.js";
import { measureOf } from "../measures.js";
import { longTitle } from "../nodeText.js";
import { drawOnChange } from "./frame.js";
import { mediaOf, sizeOf, type Size } from "./sizeOf.js";
import { listenToStage } from "./stageInput.js";
import { bindZoom } from "./stageZoom.js";
import type { Stores } from "./stores.js";

/** Narrower than this, the page scrolls and the picture takes the height that it needs. */
export const narrowQuery = "(max-width: 900px)";
const margin = 18;
/** In a narrow window two blocks stand side by side, a little smaller. */
const narrowCrowding = 1.18;
/** Room above and below a picture that is alone: its numbers stand outside of its boxes. */
const lineMargin = { roomy: 32, compact: 16 } as const;

export interface StageControls {
  readonly zoomBy: (steps: number) => void;
  readonly fit: () => void;
}

/** Binds the stage's picture to the stores. */
export function bindStage(frame: HTMLElement, stores: Stores, inspect: () => void): StageControls {
  const { runs, view, live } = stores;
  const svg = select(frame).append("svg").attr("class", "stage-picture");
  const size = sizeOf(frame);
  const isNarrow = mediaOf(narrowQuery);
  const picture = computed(() => {
    const graph = runs.graph.value;
    if (graph === null || size.value.width === 0) return null;
    const scope = graph.byId.has(view.scope.value ?? "") ? view.scope.value : null;
    const scene = sceneFor(graph, scope, size.value, isNarrow.value);
    const node = scope === null ? undefined : graph.byId.get(scope);
    const label = node === undefined ? graph.spec.title : longTitle(node);
    return { graph, scene, slots: layoutSlots(scene), label };
  });
  const zoom = bindZoom(
    svg,
    () => isNarrow.peek(),
    (chosen) => {
      view.zoom.value = chosen;
    },
  );
  const drawn = signal(0);
  drawOnChange(
    () => picture.value,
    (value) => {
      if (value === null) return;
      drawStageScene(svg, value);
      drawn.value++;
    },
  );
  drawOnChange(
    () => [drawn.value, picture.value, view.zoom.value, size.value, isNarrow.value] as const,
    ([, value, chosen, window, narrow]) => {
      if (value === null) return;
      const fitted = fittedZoom(value.scene, window, narrow);
      svg.attr("height", narrow ? fitted.y * 2 + value.scene.height * fitted.scale : window.height);
      zoom.show(chosen ?? fitted);
    },
  );
  drawOnChange(
    () => [drawn.value, view.selection.value] as const,
    ([, selection]) => {
      drawStageSelection(svg, selection);
    },
  );
  drawOnChange(
    () => [drawn.value, live.value, view.measure.value] as const,
    ([, values, measure]) => {
      drawStageLive(svg, values, measureOf(measure));
    },
  );
  const controls: StageControls = {
    zoomBy: (steps) => {
      zoom.by(steps);
    },
    fit: () => {
      view.zoom.value = null;
    },
  };
  const element = svg.node();
  if (element !== null) {
    listenToStage(element, stores, {
      controls,
      inspect,
      sceneOf: () => picture.peek()?.scene ?? null,
    });
  }
  return controls;
}

function sceneFor(graph: NetworkGraph, scope: string | null, size: Size, isNarrow: boolean): Scene {
  const width = size.width - 2 * margin;
  return isNarrow
    ? layoutScene(graph, scope, width * narrowCrowding)
    : layoutSceneFor(graph, scope, { width, height: size.height - 2 * margin });
}

function fittedZoom(scene: Scene, window: Size, isNarrow: boolean): Zoom {
  const line = lineMargin[scene.density];
  if (isNarrow) return { ...fitWidth(scene, window.width, margin), y: line };
  const inner = { width: window.width, height: window.height - 2 * (line - margin) };
  const fitted = fit(scene, inner, margin);
  return { ...fitted, y: fitted.y + line - margin };
}
