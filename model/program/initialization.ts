import type { NetworkGraph } from "../network/graph.js";
import { isRectified } from "../network/kinds.js";
import { isNormalized } from "../network/normalization.js";
import type { NodeId } from "../network/spec.js";
import type { StateTensor } from "./state.js";

/** How parameters begin; `he-zero` as `he`, with residual paths that add nothing at first. */
export type Initialization = "xavier" | "he" | "he-zero";

/** The parameters with the beginning that a recipe gives them. */
export function initializedBy(
  initialization: Initialization,
  graph: NetworkGraph,
  parameters: readonly StateTensor[],
): readonly StateTensor[] {
  if (initialization === "xavier") return parameters;
  const isRectifiedAt = (id: NodeId): boolean => {
    const node = graph.byId.get(id);
    return node !== undefined && isRectified(node);
  };
  const zeroed = initialization === "he-zero" ? endsOfResidualPaths(graph) : new Set<NodeId>();
  return parameters.map((tensor) => {
    if (tensor.initializer === "xavierUniform") {
      // A layer whose negative sums are cut off needs twice the variance (He et al. 2015, section 2.2).
      const isCut = isRectifiedAt(tensor.node);
      return { ...tensor, initializer: isCut ? "heUniform" : "lecunUniform" };
    }
    const isLastScale = tensor.initializer === "ones" && zeroed.has(tensor.node);
    return isLastScale ? { ...tensor, initializer: "zeros" } : tensor;
  });
}

/**
 * The normalizations that end a path beside a shortcut: where their scale is 0 the block begins as its
 * shortcut alone (Goyal et al. 2017, section 5.1).
 */
function endsOfResidualPaths(graph: NetworkGraph): ReadonlySet<NodeId> {
  const ends = graph.nodes.flatMap<NodeId>(({ addition, parent, inputs }) => {
    if (addition === undefined || parent === null) return [];
    const paths = graph.byId.get(parent)?.block?.paths ?? [];
    const hasShortcut = paths.some((stages) => stages.length === 0);
    return hasShortcut ? inputs.filter((id) => id.startsWith(`${parent}/`)) : [];
  });
  const normalized = new Set(graph.nodes.filter(isNormalized).map(({ id }) => id));
  return new Set(ends.filter((id) => normalized.has(id)));
}
