import { isJoin } from "./kinds.js";
import type { NetworkGraph } from "./graph.js";
import type { NetworkNode } from "./node.js";
import type { NodeId } from "./spec.js";

/** A graph never changes, and the picture asks for the same members at every update. */
const membersByParent = new WeakMap<
  NetworkGraph,
  ReadonlyMap<NodeId | null, readonly NetworkNode[]>
>();

/** The members of a group in their order; the modules for null. */
export function membersOf(graph: NetworkGraph, parent: NodeId | null): readonly NetworkNode[] {
  let members = membersByParent.get(graph);
  if (members === undefined) {
    members = groupByParent(graph.nodes.filter(({ kind }) => kind !== "input"));
    membersByParent.set(graph, members);
  }
  return members.get(parent) ?? [];
}

function groupByParent(
  nodes: readonly NetworkNode[],
): ReadonlyMap<NodeId | null, readonly NetworkNode[]> {
  const groups = new Map<NodeId | null, NetworkNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.parent);
    if (group === undefined) groups.set(node.parent, [node]);
    else group.push(node);
  }
  return groups;
}

/** A node that the caller knows to be there. */
export function nodeOf(graph: NetworkGraph, id: NodeId): NetworkNode {
  const node = graph.byId.get(id);
  if (node === undefined) throw new RangeError(`The network has no node ${id}.`);
  return node;
}

export function channelsOf(shape: readonly number[]): number {
  return shape[0] ?? 0;
}

/** From the module down to the node itself. */
export function lineage(graph: NetworkGraph, id: NodeId): readonly NetworkNode[] {
  const node = graph.byId.get(id);
  if (node === undefined) return [];
  return node.parent === null ? [node] : [...lineage(graph, node.parent), node];
}

/** What feeds a node, as a person names it: the block before it, or the module before its module. */
export function sourceOf(graph: NetworkGraph, node: NetworkNode): NetworkNode | undefined {
  const source = graph.byId.get(node.inputs[0] ?? "");
  if (source === undefined || source.parent === null) return source;
  const module = lineage(graph, source.id)[0];
  if (module?.id !== lineage(graph, node.id)[0]?.id) return module;
  return isJoin(source) ? graph.byId.get(source.parent) : source;
}
