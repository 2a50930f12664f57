import type { ReadonlySignal, Signal } from "@preact/signals-core";
import {
  directionSteps,
  pointAt,
  pointsWithin,
  pointToward,
  type Direction,
  type Point,
  type Scatter,
} from "../../layout/scatter.js";
import {
  isInSight,
  viewMoved,
  viewNearer,
  viewShowing,
  wholeView,
} from "../../layout/scatterView.js";
import { elementOf, type HtmlSelection } from "../../marks/dom.js";
import type { Size } from "../../page/sizeOf.js";
import { zoomMap } from "./bindMapZoom.js";
import { pointOf } from "./drawPoints.js";
import type { MapState } from "./mapState.js";

/** How near to a point a pointer is at it. */
const reach = 14;
/** A pointer that moved less was pressed at a place; more is an outline. */
const leastOutline = 6;

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

export interface MapListening {
  readonly state: MapState;
  /** Null before there is a map. */
  readonly scatter: ReadonlySignal<Scatter | null>;
  readonly size: ReadonlySignal<Size>;
  /** As it is drawn by hand. */
  readonly outline: Signal<readonly Point[]>;
  readonly hasFocus: Signal<boolean>;
  /** The tiles beside it show what was chosen; by key the focus goes to them. */
  readonly open: (isByKey: boolean) => void;
}

const zoomKeys: Readonly<Record<string, number>> = { "+": 1, "=": 1, "-": -1 };
/** The share of the map's smaller side by which a key moves it. */
const keyShare = 0.2;
/** A point that keys lead to is seen with so much around it. */
const seenAround = 24;
/** Of a wheel's pixels so many are twice as near; a notch, whatever its size, is less than that. */
const [wheelDoubling, mostOfNotch] = [100, 0.5];

/** What pointer and keys do on the map. */
export function listenToMap(
  frame: HtmlSelection,
  { state, scatter, size, outline, hasFocus, open }: MapListening,
): void {
  /** Where a hand that moves the map was last, and where it began. */
  let hand: { readonly first: Point; readonly last: Point } | null = null;
  const element = elementOf(frame);
  const placeOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const pointNear = (place: Point): number | null => {
    const laidOut = scatter.peek();
    return laidOut && pointAt(laidOut, place, reach, state.isShown.peek());
  };
  frame
    .on("pointerdown", (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      const place = placeOf(event);
      const isHand = event.shiftKey || state.isMoved.peek();
      frame.classed("is-held", isHand);
      if (isHand) hand = { first: place, last: place };
      else outline.value = [place];
    })
    .on("pointermove", (event: PointerEvent) => {
      const [place, drawn] = [placeOf(event), outline.peek()];
      if (hand === null && drawn.length === 0) state.pointed.value = pointNear(place);
      else state.pointed.value = null;
      if (hand !== null) {
        move({ x: place.x - hand.last.x, y: place.y - hand.last.y });
        hand = { ...hand, last: place };
      } else if (drawn.length > 0) outline.value = [...drawn, place];
    })
    .on("pointerup", (event: PointerEvent) => {
      // A hand that has not moved was pressed at a place.
      const drawn =
        hand === null ? outline.peek() : isFar(hand.first, hand.last) ? [] : [hand.first];
      letGo();
      if (drawn.length > 0) choose(drawn, placeOf(event));
    })
    .on("pointercancel", letGo)
    .on("wheel", (event: WheelEvent) => {
      // The page scrolls by it.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const doublings = Math.min(
        mostOfNotch,
        Math.max(-mostOfNotch, -event.deltaY / wheelDoubling),
      );
      nearer(2 ** doublings, placeOf(event));
    })
    .on("pointerleave", () => {
      state.pointed.value = null;
    })
    .on("focus", () => {
      hasFocus.value = element.matches(":focus-visible");
    })
    .on("blur", () => {
      hasFocus.value = false;
    })
    .on("keydown", walk);

  /** Where the keyboard is, if that is seen. */
  function placeAt(laidOut: Scatter, active: number): Point | undefined {
    const place = pointOf(laidOut, active);
    return hasFocus.peek() && isInSight(place, size.peek()) ? place : undefined;
  }

  function letGo(): void {
    hand = null;
    outline.value = [];
    frame.classed("is-held", false);
  }

  function move(by: Point): void {
    state.view.value = viewMoved(state.view.peek(), by, size.peek());
  }

  function nearer(factor: number, at: Point): void {
    state.view.value = viewNearer(state.view.peek(), factor, at, size.peek());
  }

  function choose(drawn: readonly Point[], end: Point): void {
    const laidOut = scatter.peek();
    if (laidOut === null) return;
    const [first = end] = drawn;
    if (!drawn.some((place) => isFar(first, place))) {
      const example = pointNear(end);
      if (example === null) state.showAll();
      else state.near(example);
    } else state.outline(pointsWithin(laidOut, drawn).filter(state.isShown.peek()));
    open(false);
  }

  function walk(event: KeyboardEvent): void {
    const laidOut = scatter.peek();
    if (laidOut === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = directions[event.key];
    const active = state.active.peek();
    const steps = zoomKeys[event.key];
    if (steps !== undefined) zoomMap({ state, size }, steps, placeAt(laidOut, active));
    else if (event.key === "0") state.view.value = wholeView;
    else if (direction !== undefined && event.shiftKey) {
      const step = keyShare * Math.min(size.peek().width, size.peek().height);
      const [right, down] = directionSteps[direction];
      move({ x: -right * step, y: -down * step });
    } else if (direction !== undefined) {
      state.pointed.value = null;
      hasFocus.value = true;
      const next = pointToward(laidOut, active, direction, state.isShown.peek());
      state.active.value = next;
      state.view.value = viewShowing(
        state.view.peek(),
        pointOf(laidOut, next),
        size.peek(),
        seenAround,
      );
    } else if (event.key === "Enter" || event.key === " ") {
      state.near(active);
      open(true);
    } else if (event.key === "Escape") state.showAll();
    else return;
    event.preventDefault();
  }
}

/** Whether a pointer that came from one place to another was moved, and not only pressed. */
function isFar(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= leastOutline;
}
