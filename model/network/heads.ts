import { membersOf } from "./family.js";
import type { NetworkGraph } from "./graph.js";
import { isPath } from "./kinds.js";
import { headWeightOf } from "./join.js";
import type { NetworkNode } from "./node.js";
import type { NodeId } from "./spec.js";

/** Class scores in the middle of a network, which help its training and are not run in its use. */
export interface Head {
  /** The layer that gives the scores. */
  readonly scores: NodeId;
  /** How often what is said of them counts in the loss. */
  readonly weight: number;
}

/** Whether it is a block that ends in scores of its own. */
export function isHead({ block }: Pick<NetworkNode, "block">): boolean {
  return headWeightOf(block) !== null;
}

/** Whether it stands where the paths of a head's block end, and computes nothing. */
export function isPassing(graph: NetworkGraph, { kind, parent }: NetworkNode): boolean {
  return kind === "concat" && isHead(graph.byId.get(parent ?? "") ?? {});
}

/** In the network's order. */
export function headsOf(graph: NetworkGraph): readonly Head[] {
  return graph.nodes.flatMap((node) => {
    const weight = headWeightOf(node.block);
    if (weight === null) return [];
    const path = membersOf(graph, node.id).findLast(isPath);
    const scores = membersOf(graph, path?.id ?? "").at(-1);
    return scores === undefined ? [] : [{ scores: scores.id, weight }];
  });
}
