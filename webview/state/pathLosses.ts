import type { PathContributions } from "../../model/asking/pathContribution.js";
import type { NodeId } from "../../model/network/spec.js";

/** How much less often a network is right without each of its paths. */
export interface PathLosses {
  /** The steps that its weights had taken. */
  readonly step: number;
  readonly byPath: ReadonlyMap<NodeId, number>;
}

export function pathLossesOf({ step, accuracy, paths }: PathContributions): PathLosses {
  return { step, byPath: new Map(paths.map((path) => [path.path, accuracy - path.accuracy])) };
}

/** Of a node's path, or of the node itself where it is one; null outside of paths, and before it is known. */
export function lossOf(losses: PathLosses | null, id: NodeId): number | null {
  if (losses === null) return null;
  const parts = id.split("/");
  for (let length = parts.length; length > 0; length--) {
    const loss = losses.byPath.get(parts.slice(0, length).join("/"));
    if (loss !== undefined) return loss;
  }
  return null;
}
