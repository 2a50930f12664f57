import type { NetworkGraph } from "./graph.js";
import { scoresOf } from "./scores.js";
import type { NodeId } from "./spec.js";

/**
 * What the network's classifier reads: the output that goes into the last layer with weights before the scores, or the
 * scores themselves where something with several inputs comes between.
 */
export function featuresOf(graph: NetworkGraph): NodeId {
  let id = scoresOf(graph);
  for (;;) {
    const node = graph.byId.get(id);
    const [input, ...others] = node?.inputs ?? [];
    if (node === undefined || input === undefined || others.length > 0) return id;
    if (node.parameterSpecs.length > 0) return input;
    id = input;
  }
}
