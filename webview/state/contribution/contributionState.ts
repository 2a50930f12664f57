import type { PathContributions } from "../../../model/asking/pathContribution.js";
import type { NodeId } from "../../../model/network/spec.js";

/** What the page knows of what each path gives. */
export type ContributionState =
  | { readonly kind: "none" }
  | { readonly kind: "asking"; readonly done: number; readonly of: number }
  | { readonly kind: "known"; readonly answer: PathContributions }
  /** The host was asked and has none: no checkpoint and no running trainer. */
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly message: string };

export const noContribution: ContributionState = { kind: "none" };

/**
 * How much less often the network is right without a path, by any node in it: what a path gives all of its
 * layers give together. Empty until it is known.
 */
export function lossByPath(state: ContributionState): ReadonlyMap<NodeId, number> {
  if (state.kind !== "known") return new Map();
  const { accuracy, paths } = state.answer;
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
