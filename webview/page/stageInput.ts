import type { NetworkGraph } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { neighbor } from "../layout/neighbor.js";
import type { Scene } from "../layout/scene.js";
import { directionOf, scopeAround } from "./navigation.js";
import type { StageControls } from "./stageView.js";
import type { Stores } from "./stores.js";
import { idAt } from "./stripView.js";

interface StageContext {
  readonly controls: StageControls;
  /** Leads the person into the inspector. */
  readonly inspect: () => void;
  readonly sceneOf: () => Scene | null;
}

/** Mouse and keyboard on the stage. */
export function listenToStage(svg: SVGSVGElement, stores: Stores, context: StageContext): void {
  const { view } = stores;
  svg.addEventListener("click", ({ target }) => {
    const id = idAt(target);
    if (id === undefined) return;
    view.select(id);
    focusNode(svg, id);
  });
  svg.addEventListener("dblclick", ({ target }) => {
    const id = idAt(target);
    if (id !== undefined) openIfGroup(stores, id);
  });
  svg.addEventListener("keydown", (event) => {
    if (handleKey(svg, event, stores, context)) event.preventDefault();
  });
}

/** Whether the key meant something. */
function handleKey(
  svg: SVGSVGElement,
  { key, target, ctrlKey, metaKey, altKey }: KeyboardEvent,
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
  if (direction !== undefined) {
    moveTo(svg, stores, neighbor(graph, scene, id, direction));
    return true;
  }
  switch (key) {
    case "Enter":
    case " ":
      if (!openIfGroup(stores, id)) {
        stores.view.select(id);
        inspect();
      }
      return true;
    case "Escape":
      leave(svg, stores, graph, { scene, id });
      return true;
    case "+":
    case "=":
      controls.zoomBy(1);
      return true;
    case "-":
      controls.zoomBy(-1);
      return true;
    case "0":
      controls.fit();
      return true;
    default:
      return false;
  }
}

/** Opens a module or block that is not the whole picture already; a path leads to its first layer. */
function openIfGroup({ runs, view }: Stores, id: NodeId): boolean {
  const graph = runs.graph.peek();
  const kind = graph?.byId.get(id)?.kind;
  if ((kind !== "module" && kind !== "inception") || view.scope.peek() === id) return false;
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
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      focusNode(svg, scope ?? id);
    });
  });
}

function moveTo(svg: SVGSVGElement, { view }: Stores, id: NodeId | null): void {
  if (id === null) return;
  view.select(id);
  focusNode(svg, id);
}

/** Focus follows the choice; it needs no drawing first, since every node can take focus. */
export function focusNode(svg: Element, id: NodeId): void {
  const node = svg.querySelector<SVGGElement>(`g.node[data-id="${CSS.escape(id)}"]`);
  node?.focus({ preventScroll: false });
}
