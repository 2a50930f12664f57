import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { withoutReductions } from "../../../model/network/withoutReductions.js";
import type { WhatIf } from "../../../webview/protocol.js";
import type { ShownNetwork } from "../snapshot.js";

/** The network as the explorer shows it, with what a person changed; the run's own where that cannot be. */
export function askedGraph(shown: ShownNetwork, whatIf: WhatIf): NetworkGraph {
  const { network, input } = shown;
  const { inputSize, unreduced } = whatIf;
  const [channels = 1] = input;
  const asked = inputSize === null ? input : [channels, inputSize, inputSize];
  try {
    return buildGraph(withoutReductions(network, new Set(unreduced)), asked);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return buildGraph(network, input);
  }
}
