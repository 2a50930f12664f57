import { select } from "d3";
import { computed, signal } from "@preact/signals-core";
import { drawStrip, drawStripLive, drawStripSelection } from "../draw/stripMap.js";
import { layoutStrip, slimStrip, tallStrip } from "../layout/strip.js";
import type { ViewStore } from "../state/viewStore.js";
import type { RunStore } from "../state/runStore.js";
import { drawOnChange } from "../state/binding/frame.js";
import { scopeFor } from "../layout/navigation.js";
import { lowQuery } from "../page/lowWindow.js";
import { mediaOf, sizeOf } from "../page/sizeOf.js";
import type { Stores } from "../state/binding/stores.js";

/** Binds the map to the stores. */
export function bindStrip(frame: HTMLElement, { runs, view, live, colored }: Stores): void {
  const svg = select(frame).append("svg").attr("class", "strip-map");
  const size = sizeOf(frame);
  const isLow = mediaOf(lowQuery);
  const picture = computed(() => {
    const graph = runs.graph.value;
    const { width } = size.value;
    if (graph === null || width === 0) return null;
    // Where the stage shows the whole network as well, or has little height, the map leaves it the room.
    const height = view.scope.value === null || isLow.value ? slimStrip : tallStrip;
    return { graph, strip: layoutStrip(graph, width, height) };
  });
  const drawn = signal(picture.peek());
  drawOnChange(
    () => picture.value,
    (value) => {
      if (value !== null) drawStrip(svg, value.strip, value.graph);
      drawn.value = value;
    },
  );
  drawOnChange(
    () => [drawn.value, view.scope.value, view.selection.value] as const,
    ([, scope, selection]) => {
      drawStripSelection(svg, scope, selection);
    },
  );
  drawOnChange(
    () => [drawn.value, live.value, colored.value] as const,
    ([shown, values, colors]) => {
      if (shown === null || colors === null) return;
      drawStripLive(svg, { graph: shown.graph, live: values, ...colors });
    },
  );
  listen(svg.node() ?? frame, runs, view);
}

function listen(svg: Element, runs: RunStore, view: ViewStore): void {
  const openAt = (id: string): void => {
    const graph = runs.graph.peek();
    if (graph !== null) view.open(scopeFor(graph, id), id);
  };
  svg.addEventListener("click", (event) => {
    const id = idAt(event.target);
    if (id !== undefined) openAt(id);
  });
  svg.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const entries = [...svg.querySelectorAll<SVGGElement>("g.entry")];
    const place = entries.findIndex((entry) => entry === svg.ownerDocument.activeElement);
    const next = entries[nextPlace(event.key, place, entries.length)];
    const id = next?.dataset["id"];
    if (next === undefined || id === undefined) return;
    event.preventDefault();
    openAt(id);
    next.focus();
  });
}

function nextPlace(key: string, place: number, count: number): number {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return place + 1;
    case "ArrowLeft":
    case "ArrowUp":
      return place - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Enter":
    case " ":
      return place;
    default:
      return -1;
  }
}

/** The node that a mark belongs to. */
export function idAt(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest<SVGElement>("[data-id]") : null;
  return element?.dataset["id"];
}
