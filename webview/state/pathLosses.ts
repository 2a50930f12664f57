import type { PathContributions } from "../../model/asking/pathContribution.js";
import type { NodeId } from "../../model/network/spec.js";

/** How much less often the network is right without a path, by the path; nothing before it is known. */
export function lossByPath(answer: PathContributions | null): ReadonlyMap<NodeId, number> {
  if (answer === null) return new Map();
  const { accuracy, paths } = answer;
  return new Map(paths.map((path) => [path.path, accuracy - path.accuracy]));
}

/** Of a node's path, or of the node itself where it is one; null outside of paths. */
export function lossOf(losses: ReadonlyMap<NodeId, number>, id: NodeId): number | null {
  if (losses.size === 0) return null;
  const parts = id.split("/");
  for (let length = parts.length; length > 0; length--) {
    const loss = losses.get(parts.slice(0, length).join("/"));
    if (loss !== undefined) return loss;
  }
  return null;
}
