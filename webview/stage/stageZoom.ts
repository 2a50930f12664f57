import { signal, type ReadonlySignal } from "@preact/signals-core";
import { select, zoom, zoomIdentity, type Selection } from "d3";
import { round } from "../layout/band.js";
import type { Extent, Zoom } from "../layout/fit.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

const keyStep = 1.3;
/** Of a window's smaller side, for an arrow key with Shift. */
const panShare = 0.2;
/** A hand that clicks trembles by less, in pixels. */
const tremble = 4;

export interface StageZoom {
  /** Where the picture stands now. */
  readonly current: ReadonlySignal<Zoom>;
  /** Moves the picture there without telling. */
  readonly show: (zoom: Zoom) => void;
  /** Nearer for a positive number of steps. */
  readonly by: (steps: number) => void;
  /** Moves the picture as a person does. */
  readonly moveTo: (zoom: Zoom) => void;
  /** Moves the picture by shares of the window: 1 to the right or down shows what lies there. */
  readonly pan: (right: number, down: number) => void;
}

export interface ZoomOptions {
  /** The window through which the picture is seen; asked of the page, it would lay all of it out. */
  readonly window: () => Extent;
  /** Where the page itself scrolls, the wheel zooms only with Ctrl. */
  readonly isScrolling: () => boolean;
  /** Hears of what a person does. */
  readonly onZoom: (zoom: Zoom) => void;
}

/** Wheel, pinch and drag on the stage. */
export function bindZoom(
  svg: Svg,
  { window: windowNow, isScrolling, onZoom }: ZoomOptions,
): StageZoom {
  let isShowing = false;
  let isPlaced = false;
  /** Where the picture stood when a gesture began that has not moved it yet. */
  let resting: Zoom | null = null;
  const current = signal<Zoom>({ scale: 1, x: 0, y: 0 });
  const behavior = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.1, 6])
    .extent(() => [
      [0, 0],
      [windowNow().width, windowNow().height],
    ])
    // A touch screen may be there later than the page.
    .touchable(true)
    .filter((event: unknown) => accepts(event, isScrolling()))
    // What is too small for a move is a click.
    .clickDistance(tremble)
    .on("start", ({ sourceEvent }: Pick<ZoomEvent, "sourceEvent">) => {
      resting = sourceEvent instanceof Event ? current.peek() : null;
    })
    .on("zoom", ({ transform }: ZoomEvent) => {
      const place = { scale: transform.k, x: transform.x, y: transform.y };
      if (resting !== null && isTremble(resting, place)) return;
      resting = null;
      placeViewport(svg, place);
      current.value = place;
      if (!isShowing) onZoom(place);
    })
    .on("end", () => {
      if (resting === null) return;
      resting = null;
      show(current.peek());
    });
  svg.call(behavior).on("dblclick.zoom", null);
  const moveTo = ({ scale, x, y }: Zoom): void => {
    svg.call((target) => {
      behavior.transform(target, zoomIdentity.translate(x, y).scale(scale));
    });
  };
  const show = (place: Zoom): void => {
    isPlaced = true;
    isShowing = true;
    moveTo(place);
    isShowing = false;
  };
  return {
    current,
    moveTo,
    show(place) {
      // What a person does comes back from the store, and stands already.
      if (!isPlaced || !isSame(place, current.peek())) show(place);
    },
    by(steps) {
      svg.call((target) => {
        behavior.scaleBy(target, keyStep ** steps);
      });
    },
    pan(right, down) {
      moveTo(panned(current.peek(), windowNow(), right, down));
    },
  };
}

interface ZoomEvent {
  readonly transform: { readonly k: number; readonly x: number; readonly y: number };
  /** What the person did; nothing where the page itself moves the picture. */
  readonly sourceEvent: unknown;
}

function isTremble(from: Zoom, to: Zoom): boolean {
  return from.scale === to.scale && Math.hypot(to.x - from.x, to.y - from.y) < tremble;
}

function placeViewport(svg: Svg, { scale, x, y }: Zoom): void {
  select(svg.node())
    .select("g.viewport")
    .attr("transform", `translate(${round(x)},${round(y)}) scale(${scale})`);
}

function panned({ scale, x, y }: Zoom, window: Extent, right: number, down: number): Zoom {
  const step = panShare * Math.min(window.width, window.height);
  return { scale, x: x - right * step, y: y - down * step };
}

/** As far as it is seen: a place that was kept comes back with a rounding error. */
function isSame(a: Zoom, b: Zoom): boolean {
  return a.scale === b.scale && Math.abs(a.x - b.x) < 1e-6 && Math.abs(a.y - b.y) < 1e-6;
}

function accepts(event: unknown, isScrolling: boolean): boolean {
  if (event instanceof WheelEvent) return !isScrolling || event.ctrlKey || event.metaKey;
  // One finger scrolls the page where the page scrolls.
  if (typeof TouchEvent !== "undefined" && event instanceof TouchEvent) {
    return !isScrolling || event.touches.length > 1;
  }
  return event instanceof MouseEvent && event.button === 0;
}
