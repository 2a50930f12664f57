import type { NetworkGraph } from "./graph.js";
import { isPassing } from "./heads.js";
import { isJoin } from "./kinds.js";
import type { NetworkNode } from "./node.js";
import type { NodeId } from "./spec.js";

/** Whether a node has an output of its own when the network is used. */
export function isComputed(graph: NetworkGraph, node: NetworkNode): boolean {
  if (node.isTrainingOnly === true) return false;
  return node.layer !== undefined || (isJoin(node) && !isPassing(graph, node));
}

/** A node that stands for one or more layers has the output of the last that is part of its use; null for one without any. */
export function outputOf(graph: NetworkGraph, id: NodeId): NodeId | null {
  const last = graph.nodes.findLast(
    (node) => (node.id === id || node.id.startsWith(`${id}/`)) && isComputed(graph, node),
  );
  return last?.id ?? null;
}
