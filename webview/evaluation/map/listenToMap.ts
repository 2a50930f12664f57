import type { ReadonlySignal, Signal } from "@preact/signals-core";
import {
  pointAt,
  pointsWithin,
  pointToward,
  type Direction,
  type Point,
  type Scatter,
} from "../../layout/scatter.js";
import { elementOf, type HtmlSelection } from "../../marks/dom.js";
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
  /** As it is drawn by hand. */
  readonly outline: Signal<readonly Point[]>;
  readonly hasFocus: Signal<boolean>;
  /** The tiles beside it show what was chosen; by key the focus goes to them. */
  readonly open: (isByKey: boolean) => void;
}

/** What pointer and keys do on the map. */
export function listenToMap(
  frame: HtmlSelection,
  { state, scatter, outline, hasFocus, open }: MapListening,
): void {
  const element = elementOf(frame);
  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
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
      outline.value = [placeOf(event)];
    })
    .on("pointermove", (event: PointerEvent) => {
      const [place, drawn] = [placeOf(event), outline.peek()];
      if (drawn.length === 0) state.pointed.value = pointNear(place);
      else {
        state.pointed.value = null;
        outline.value = [...drawn, place];
      }
    })
    .on("pointerup", (event: PointerEvent) => {
      const drawn = outline.peek();
      outline.value = [];
      if (drawn.length === 0) return;
      choose(drawn, placeOf(event));
    })
    .on("pointercancel", () => {
      outline.value = [];
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

  function choose(drawn: readonly Point[], end: Point): void {
    const laidOut = scatter.peek();
    if (laidOut === null) return;
    const [first = end] = drawn;
    const length = Math.max(...drawn.map(({ x, y }) => Math.hypot(x - first.x, y - first.y)));
    if (length < leastOutline) {
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
    if (direction !== undefined) {
      state.pointed.value = null;
      hasFocus.value = true;
      state.active.value = pointToward(laidOut, active, direction, state.isShown.peek());
    } else if (event.key === "Enter" || event.key === " ") {
      state.near(active);
      open(true);
    } else if (event.key === "Escape") state.showAll();
    else return;
    event.preventDefault();
  }
}
