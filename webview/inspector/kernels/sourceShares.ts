import type { NetworkGraph } from "../../../model/network/graph.js";
import { inputSquares } from "../../../model/network/inputSquares.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { sharesBySource, type SourceShare } from "../../state/flow/sourceShares.js";

/**
 * By the weights of a layer that reads a concatenation, [..., in, out]: which of its paths it listens to. Nothing
 * for one that does not, or whose weights are not these channels'.
 */
export function sourceSharesOf(
  graph: NetworkGraph,
  node: NetworkNode,
  weights: Pick<LayerWeights, "shape" | "values">,
): readonly SourceShare[] {
  return sharesBySource(graph, node, inputSquares(weights));
}
