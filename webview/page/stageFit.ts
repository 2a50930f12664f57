import { fit, fitWidth, largestFit, type Extent, type Zoom } from "../layout/fit.js";
import type { Scene } from "../layout/scene.js";

/** Around a picture on the stage, in pixels. */
export const stageMargin = 10;
/** Room above and below a picture that is alone: its numbers stand outside of its boxes. */
const lineMargin = { roomy: 32, compact: 10 } as const;

/** All of a picture in its window; where the page scrolls, the window is as high as its picture. */
export function fittedZoom(scene: Scene, window: Extent, isScrolling: boolean): Zoom {
  const line = lineMargin[scene.density];
  const largest = largestFit[scene.density];
  if (isScrolling) return { ...fitWidth(scene, window.width, stageMargin, largest), y: line };
  const inner = { width: window.width, height: window.height - 2 * (line - stageMargin) };
  const fitted = fit(scene, inner, stageMargin, largest);
  return { ...fitted, y: fitted.y + line - stageMargin };
}

/** The size of the element that a picture is drawn in. */
export function windowOf(scene: Scene, stage: Extent, isScrolling: boolean): Extent {
  if (!isScrolling) return stage;
  const { scale, y } = fittedZoom(scene, stage, true);
  return { width: stage.width, height: 2 * y + scene.height * scale };
}

/** For a copy that is saved: all of the picture, in the size and detail of its scene. */
export function showWhole(copy: SVGSVGElement, scene: Scene): void {
  const line = lineMargin[scene.density] + stageMargin;
  const [width, height] = [scene.width + 2 * stageMargin, scene.height + 2 * line].map(Math.ceil);
  copy.classList.remove("is-far", "is-close");
  copy.querySelector("g.viewport")?.removeAttribute("transform");
  copy.setAttribute("viewBox", `${-stageMargin} ${-line} ${width ?? 0} ${height ?? 0}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
}
