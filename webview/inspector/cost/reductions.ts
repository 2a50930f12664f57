import { isBlock } from "../../../model/network/kinds.js";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { withoutReductions } from "../../../model/network/withoutReductions.js";

/** A node's cost as it is, and as it would be if no 1×1 convolution stood in front of a larger window. */
export interface ReductionComparison {
  /** Of a layer, with that of the reduction in front of it: without the layer there would be none. */
  readonly withReduction: NodeCost;
  /** The reduction that is counted with a layer; null for a group, which has its reductions in it. */
  readonly reduction: NetworkNode | null;
  readonly without: NodeCost;
}

interface NodeCost {
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** Null where a node has no such reduction in it. */
export function compareReductions(
  graph: NetworkGraph,
  node: NetworkNode,
): ReductionComparison | null {
  const reduced = graphWithout(graph);
  const without = reduced.byId.get(node.id);
  if (without === undefined || without.parameters === node.parameters) return null;
  const reduction = node.inputs
    .filter((id) => node.layer !== undefined && !reduced.byId.has(id))
    .flatMap((id) => graph.byId.get(id) ?? [])[0];
  if (reduction === undefined) return { withReduction: node, reduction: null, without };
  const withReduction = {
    parameters: node.parameters + reduction.parameters,
    multiplyAdds: node.multiplyAdds + reduction.multiplyAdds,
  };
  return { withReduction, reduction, without };
}

/** A graph is built anew with another network or input only, and compared at every look at a node. */
const known = new WeakMap<NetworkGraph, NetworkGraph>();

function graphWithout(graph: NetworkGraph): NetworkGraph {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const blocks = graph.nodes.filter(isBlock).map(({ id }) => id);
  const made = buildGraph(withoutReductions(graph.spec, new Set(blocks)), graph.input);
  known.set(graph, made);
  return made;
}
