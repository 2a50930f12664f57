import type { NetworkGraph } from "./graph.js";
import type { NodeId } from "./spec.js";

/** The node whose outputs are the network's own scores, one a class: the last that is part of its use. */
export function scoresOf({ nodes }: NetworkGraph): NodeId {
  const last = nodes.findLast(
    ({ layer, isTrainingOnly }) => layer !== undefined && isTrainingOnly !== true,
  );
  if (last === undefined) throw new Error("The network has no layers.");
  return last.id;
}
