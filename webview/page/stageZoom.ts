import { select, zoom, zoomIdentity, type Selection } from "d3";
import type { Zoom } from "../layout/fit.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

/** Below this scale small text is hidden and large text is shown instead. */
const farBelow = 0.75;
const keyStep = 1.3;

export interface StageZoom {
  /** Moves the picture there without telling. */
  show(zoom: Zoom): void;
  /** Nearer for a positive number of steps. */
  by(steps: number): void;
}

/**
 * Wheel, pinch and drag on the stage. `onZoom` hears of what a person does.
 * Where the page itself scrolls, the wheel zooms only with Ctrl.
 */
export function bindZoom(
  svg: Svg,
  isScrolling: () => boolean,
  onZoom: (zoom: Zoom) => void,
): StageZoom {
  let isShowing = false;
  const behavior = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.1, 6])
    .filter((event: unknown) => accepts(event, isScrolling()))
    .on("zoom", ({ transform }: { readonly transform: { k: number; x: number; y: number } }) => {
      const { k, x, y } = transform;
      select(svg.node()).select("g.viewport").attr("transform", `translate(${x},${y}) scale(${k})`);
      svg.classed("is-far", k < farBelow);
      if (!isShowing) onZoom({ scale: k, x, y });
    });
  svg.call(behavior).on("dblclick.zoom", null);
  return {
    show({ scale, x, y }) {
      isShowing = true;
      svg.call((target) => {
        behavior.transform(target, zoomIdentity.translate(x, y).scale(scale));
      });
      isShowing = false;
    },
    by(steps) {
      svg.call((target) => {
        behavior.scaleBy(target, keyStep ** steps);
      });
    },
  };
}

function accepts(event: unknown, isScrolling: boolean): boolean {
  if (event instanceof WheelEvent) return !isScrolling || event.ctrlKey || event.metaKey;
  // One finger scrolls the page where the page scrolls.
  if (typeof TouchEvent !== "undefined" && event instanceof TouchEvent) {
    return !isScrolling || event.touches.length > 1;
  }
  return event instanceof MouseEvent && event.button === 0;
}
