import type { NetworkGraph } from "../../model/network/graph.js";
import { isScope } from "../../model/network/kinds.js";
import type { NodeId } from "../../model/network/spec.js";
import { neighbor, type Direction } from "../layout/neighbor.js";
import type { Scene } from "../layout/scene.js";
import { directionOf, foldableOf, scopeAround } from "../layout/navigation.js";
import type { StageControls } from "./stageControls.js";
import type { Stores } from "../state/binding/stores.js";
import { focusNode } from "./stageFocus.js";
import { idAt } from "./stripView.js";

interface StageContext {
  readonly controls: Pick<StageControls, "zoomBy" | "fit" | "pan" | "reveal">;
  /** Leads the person into the inspector. */
  readonly inspect: () => void;
  readonly sceneOf: () => Scene | null;
}

/** Mouse and keyboard on the stage. */
export function listenToStage(svg: SVGSVGElement, stores: Stores, context: StageContext): void {
  const { view } = stores;
  svg.addEventListener("click", ({ target, detail }) => {
    const id = idAt(target);
    if (id === undefined) return;
    view.select(id);
    focusNode(svg, id);
    // The second click of a double click has folded already.
    if (detail < 2 && isToggle(target)) fold(stores, id);
  });
  svg.addEventListener("dblclick", ({ target }) => {
    const id = idAt(target);
    if (id !== undefined && !isToggle(target)) fold(stores, id);
  });
  svg.addEventListener("focusin", ({ target }) => {
    const id = idAt(target);
    if (id !== undefined) context.controls.reveal(id);
  });
  svg.addEventListener("keydown", (event) => {
    if (handleKey(svg, event, stores, context)) event.preventDefault();
  });
}

/** Whether the key meant something. */
function handleKey(
  svg: SVGSVGElement,
  { key, target, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent,
  stores: Stores,
  { controls, inspect, sceneOf }: StageContext,
): boolean {
  const graph = stores.runs.graph.peek();
  const scene = sceneOf();
  const id = idAt(target);
  if (graph === null || scene === null || id === undefined || ctrlKey || metaKey || altKey) {
    return false;
  }
  const direction = directionOf(key);
  if (direction !== undefined && shiftKey) {
    controls.pan(...panOf[direction]);
    return true;
  }
  if (direction !== undefined) {
    moveTo(svg, stores, neighbor(graph, scene, id, direction));
    return true;
  }
  switch (key) {
    case " ":
      if (!fold(stores, id)) stores.view.select(id);
      return true;
    case "Enter":
      if (!openIfGroup(stores, id)) {
        stores.view.select(id);
        inspect();
      }
      return true;
    case "m":
      return stores.muting.toggle(id);
    case "Escape":
      leave(svg, stores, graph, { scene, id });
      return true;
    default:
      return handleZoomKey(key, controls);
  }
}

function handleZoomKey(key: string, { zoomBy, fit }: StageContext["controls"]): boolean {
  switch (key) {
    case "+":
    case "=":
      zoomBy(1);
      return true;
    case "-":
      zoomBy(-1);
      return true;
    case "0":
      fit();
      return true;
    default:
      return false;
  }
}

const panOf: Readonly<Record<Direction, readonly [right: number, down: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

function isToggle(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains("toggle");
}

/** Folds or unfolds a module or block, which stays chosen; false for what cannot be folded. */
function fold({ runs, view }: Stores, id: NodeId): boolean {
  const graph = runs.graph.peek();
  if (graph === null || foldableOf(graph, view.scope.peek(), id)?.id !== id) return false;
  view.toggleFold(id);
  return true;
}

/** Opens a module or block that is not the whole picture already; a path leads to its first layer. */
function openIfGroup({ runs, view }: Stores, id: NodeId): boolean {
  const graph = runs.graph.peek();
  const node = graph?.byId.get(id);
  if (node === undefined || !isScope(node) || view.scope.peek() === id) return false;
  view.open(id);
  return true;
}

/** From a layer to its path, to its block, and out of the picture to what is around it. */
function leave(
  svg: SVGSVGElement,
  stores: Stores,
  graph: NetworkGraph,
  { scene, id }: { readonly scene: Scene; readonly id: NodeId },
): void {
  const parent = graph.byId.get(id)?.parent ?? null;
  const scope = stores.view.scope.peek();
  if (id !== scope && parent !== null && scene.nodes.some((node) => node.id === parent)) {
    moveTo(svg, stores, parent);
    return;
  }
  stores.view.open(scopeAround(graph, scope), scope ?? id);
}

function moveTo(svg: SVGSVGElement, { view }: Stores, id: NodeId | null): void {
  if (id === null) return;
  view.select(id);
  focusNode(svg, id);
}
