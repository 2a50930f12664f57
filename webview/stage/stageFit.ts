import { fit, fitWidth, largestFitOf, type Extent, type Zoom } from "../layout/fit.js";
import type { Detail } from "../layout/detail.js";
import type { Scene } from "../layout/scene.js";

/** Around a picture on the stage, in pixels. */
export const stageMargin = 10;
/** Room above and below a picture: some of its numbers stand outside of its boxes. */
const room = { roomy: 24, snug: 18, plain: 14, compact: 6 } as const;

/** What a picture's element says of its detail; near is what its styles say without. */
export const detailClassOf = (detail: Detail): string => `is-${detail}`;
const detailClasses = (["none", "outline", "far", "near", "close"] as const).map(detailClassOf);

type Picture = Pick<Scene, "width" | "height" | "density">;

export interface FitWindow extends Extent {
  /** Whether the page scrolls: then the window is as high as its picture. */
  readonly isScrolling: boolean;
  /** How much larger texts must be than usual. */
  readonly emphasis: number;
  /** How many pixels the cards below have taken from its height. */
  readonly cards: number;
}

/** All of a picture in its window. */
export function fittedZoom(picture: Picture, window: FitWindow): Zoom {
  const above = room[picture.density];
  const largest = largestFitOf(picture.density, window.emphasis);
  if (window.isScrolling) {
    return { ...fitWidth(picture, window.width, stageMargin, largest), y: above };
  }
  const inner = { width: window.width, height: window.height - 2 * (above - stageMargin) };
  const fitted = fit(picture, inner, stageMargin, largest);
  return { ...fitted, y: fitted.y + above - stageMargin };
}

/** The size of the element that a picture is drawn in. */
export function windowOf(picture: Picture, stage: FitWindow): Extent {
  if (!stage.isScrolling) return stage;
  const { scale, y } = fittedZoom(picture, stage);
  return { width: stage.width, height: y + picture.height * scale + room[picture.density] };
}

/** For a copy that is saved: all of the picture, in the size and detail of its layout. */
export function showWhole(copy: SVGSVGElement, picture: Picture): void {
  const line = room[picture.density] + stageMargin;
  const [width, height] = [picture.width + 2 * stageMargin, picture.height + 2 * line].map(
    Math.ceil,
  );
  copy.classList.remove(...detailClasses);
  copy.querySelector("g.viewport")?.removeAttribute("transform");
  copy.setAttribute("viewBox", `${-stageMargin} ${-line} ${width ?? 0} ${height ?? 0}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
}
