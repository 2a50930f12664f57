import { sizeOf } from "../data/idxSets.js";
import { fittedTo } from "../network/fittedTo.js";
import type { RunConfig } from "../run/config.js";
import { requireGraph } from "./requireGraph.js";
import { requireNetwork } from "./requireNetwork.js";

/**
 * Throws a UsageError where a run's network takes no images of its input size. Of data that are not known
 * without reading them this is asked when they are read.
 */
export function requireInput(config: Pick<RunConfig, "network" | "dataset" | "inputSize">): void {
  const spec = requireNetwork(config);
  const size = sizeOf(config.dataset);
  if (size !== null) requireGraph(fittedTo(spec, size), [size.channels, ...config.inputSize]);
}
