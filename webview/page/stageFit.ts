import { fit, fitWidth, largestFit, type Extent, type Zoom } from "../layout/fit.js";
import type { Scene } from "../layout/scene.js";

/** Around a picture on the stage, in pixels. */
export const stageMargin = 10;
/**
 * Room above and below a picture that is alone: its numbers stand outside of its boxes, and a card of
 * two lines, as the watchdog lays over the end of the stage, covers none of it.
 */
const room = {
  roomy: { above: 24, below: 48 },
  compact: { above: 10, below: 10 },
} as const;

/** All of a picture in its window; where the page scrolls, the window is as high as its picture. */
export function fittedZoom(scene: Scene, window: Extent, isScrolling: boolean): Zoom {
  const { above, below } = room[scene.density];
  const largest = largestFit[scene.density];
  if (isScrolling) return { ...fitWidth(scene, window.width, stageMargin, largest), y: above };
  const inner = { width: window.width, height: window.height - above - below + 2 * stageMargin };
  const fitted = fit(scene, inner, stageMargin, largest);
  return { ...fitted, y: fitted.y + above - stageMargin };
}

/** The size of the element that a picture is drawn in. */
export function windowOf(scene: Scene, stage: Extent, isScrolling: boolean): Extent {
  if (!isScrolling) return stage;
  const { scale, y } = fittedZoom(scene, stage, true);
  return { width: stage.width, height: y + scene.height * scale + room[scene.density].below };
}

/** For a copy that is saved: all of the picture, in the size and detail of its scene. */
export function showWhole(copy: SVGSVGElement, scene: Scene): void {
  const line = room[scene.density].above + stageMargin;
  const [width, height] = [scene.width + 2 * stageMargin, scene.height + 2 * line].map(Math.ceil);
  copy.classList.remove("is-far", "is-close");
  copy.querySelector("g.viewport")?.removeAttribute("transform");
  copy.setAttribute("viewBox", `${-stageMargin} ${-line} ${width ?? 0} ${height ?? 0}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
}
