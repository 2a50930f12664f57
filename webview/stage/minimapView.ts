import type { ReadonlySignal } from "@preact/signals-core";
import { select } from "d3";
import { drawMinimap, drawMinimapView } from "../draw/minimap.js";
import type { Scene } from "../layout/scene.js";
import { centeredAt, showsAll, viewOf } from "../layout/view.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { FitWindow } from "./stageFit.js";
import type { StageZoom } from "./stageZoom.js";

const mapWidth = 168;
const tallestMap = 120;

interface MinimapOf {
  readonly scene: ReadonlySignal<Scene | null>;
  readonly stage: ReadonlySignal<FitWindow>;
  readonly zoom: StageZoom;
}

/**
 * A map in the stage's corner while the window shows a part of the picture; the frame in it is dragged
 * to another part. For the mouse alone: keys walk and pan on the stage itself.
 */
export function bindMinimap(frame: HTMLElement, { scene, stage, zoom }: MinimapOf): void {
  const svg = select(frame).append("svg").attr("class", "minimap").attr("aria-hidden", "true");
  drawOnChange(
    () => scene.value,
    (shown) => {
      if (shown === null) return;
      const scale = Math.min(mapWidth / shown.width, tallestMap / shown.height);
      svg.attr("width", shown.width * scale).attr("height", shown.height * scale);
      drawMinimap(svg, shown);
    },
  );
  drawOnChange(
    () => [scene.value, zoom.current.value, stage.value] as const,
    ([shown, place, window]) => {
      // Where the page scrolls, its own bar says where one is.
      const isNeeded = shown !== null && !window.isScrolling && !showsAll(shown, place, window);
      svg.classed("is-shown", isNeeded);
      if (isNeeded) drawMinimapView(svg, viewOf(place, window));
    },
  );
  const element = svg.node();
  if (element !== null) listen(element, { scene, stage, zoom });
}

function listen(svg: SVGSVGElement, { scene, stage, zoom }: MinimapOf): void {
  const follow = ({ clientX, clientY }: PointerEvent): void => {
    const shown = scene.peek();
    if (shown === null) return;
    const { left, top, width } = svg.getBoundingClientRect();
    const scale = width / shown.width;
    const point = { x: (clientX - left) / scale, y: (clientY - top) / scale };
    zoom.moveTo(centeredAt(zoom.current.peek(), stage.peek(), point));
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    follow(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) follow(event);
  });
}
