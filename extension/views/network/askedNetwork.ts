import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { withoutReductions } from "../../../model/network/withoutReductions.js";
import type { Question } from "../../../webview/protocol.js";
import type { ShownNetwork } from "../snapshot.js";

/** The network as the explorer's question changes it; the run's own where the question has no answer. */
export function askedGraph(shown: ShownNetwork, question: Question): NetworkGraph {
  const { network, input } = shown;
  const { inputSize, unreduced } = question;
  const [channels = 1] = input;
  const asked = inputSize === null ? input : [channels, inputSize, inputSize];
  try {
    return buildGraph(withoutReductions(network, new Set(unreduced)), asked);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return buildGraph(network, input);
  }
}
