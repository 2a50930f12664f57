import { isBlock, isScope } from "../../model/network/kinds.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { lineage } from "../../model/network/family.js";
import type { Direction } from "./neighbor.js";

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The direction of an arrow key; undefined for any other. */
export function directionOf(key: string): Direction | undefined {
  return arrows[key];
}

/** What the stage can show of a node: itself, or the nearest block or module around it. */
export function scopeFor(graph: NetworkGraph, id: NodeId): NodeId | null {
  const scopes = lineage(graph, id).filter(isScope);
  return scopes[scopes.length - 1]?.id ?? null;
}

/** The node itself or the nearest block or module around it that the stage can fold to a card; null without one. */
export function foldableOf(
  graph: NetworkGraph,
  scope: NodeId | null,
  id: NodeId | null,
): NetworkNode | null {
  const shown = scope === null ? undefined : graph.byId.get(scope);
  if (id === null || (shown !== undefined && isBlock(shown))) return null;
  const groups = lineage(graph, id).filter(
    (node) => isBlock(node) || (isScope(node) && scope === null),
  );
  return groups[groups.length - 1] ?? null;
}

/** The scope one step out: a block's module, a module's network. */
export function scopeAround(graph: NetworkGraph, scope: NodeId | null): NodeId | null {
  return scope === null ? null : (graph.byId.get(scope)?.parent ?? null);
}

/** The first view of a network: its first block, the richest picture that is legible at once. */
export function firstScope(graph: NetworkGraph): NodeId | null {
  return graph.nodes.find(isBlock)?.id ?? null;
}
