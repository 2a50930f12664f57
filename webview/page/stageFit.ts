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

type Picture = Pick<Scene, "width" | "height" | "density">;

/** All of a picture in its window; where the page scrolls, the window is as high as its picture. */
export function fittedZoom(picture: Picture, window: Extent, isScrolling: boolean): Zoom {
  const { above, below } = room[picture.density];
  if (!isScrolling) return fitWithin(picture, window, { above, below });
  return { ...fitWidth(picture, window.width, stageMargin, largestFit[picture.density]), y: above };
}

/** All of a picture in what the cards leave of its window: there it needs no room for another. */
export function fittedBesideCards(picture: Picture, window: Extent): Zoom {
  const { above } = room[picture.density];
  return fitWithin(picture, window, { above, below: above });
}

function fitWithin(
  picture: Picture,
  window: Extent,
  { above, below }: { readonly above: number; readonly below: number },
): Zoom {
  const inner = { width: window.width, height: window.height - above - below + 2 * stageMargin };
  const fitted = fit(picture, inner, stageMargin, largestFit[picture.density]);
  return { ...fitted, y: fitted.y + above - stageMargin };
}

/** The size of the element that a picture is drawn in. */
export function windowOf(picture: Picture, stage: Extent, isScrolling: boolean): Extent {
  if (!isScrolling) return stage;
  const { scale, y } = fittedZoom(picture, stage, true);
  return { width: stage.width, height: y + picture.height * scale + room[picture.density].below };
}

/** For a copy that is saved: all of the picture, in the size and detail of its layout. */
export function showWhole(copy: SVGSVGElement, picture: Picture): void {
  const line = room[picture.density].above + stageMargin;
  const [width, height] = [picture.width + 2 * stageMargin, picture.height + 2 * line].map(
    Math.ceil,
  );
  copy.classList.remove("is-far", "is-close");
  copy.querySelector("g.viewport")?.removeAttribute("transform");
  copy.setAttribute("viewBox", `${-stageMargin} ${-line} ${width ?? 0} ${height ?? 0}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
}
