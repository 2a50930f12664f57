import { buildGraph, type NetworkGraph } from "../network/graph.js";
import { networks } from "../network/index.js";
import type { NetworkSpec } from "../network/spec.js";

export type NetworkSummary = Pick<NetworkSpec, "id" | "title" | "source" | "input" | "classes"> &
  Pick<NetworkGraph, "parameters" | "multiplyAdds">;

/** The networks that can be trained, each with its own input. */
export function listNetworks(): readonly NetworkSummary[] {
  return networks.map((spec) => {
    const { parameters, multiplyAdds } = buildGraph(spec);
    const { id, title, source, input, classes } = spec;
    return { id, title, source, input, classes, parameters, multiplyAdds };
  });
}
