import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { Shape } from "../../model/network/spec.js";
import { formatCount } from "../format.js";
import { channelsOf, membersOf } from "../layout/family.js";
import { filled, joined, result, type Formula } from "./formula.js";

/** The number of parameters as the product, or the sum of its members, that it is; null where there are none. */
export function parameterFormula(graph: NetworkGraph, node: NetworkNode): Formula | null {
  return costFormula(graph, node, ({ parameters }) => parameters, parameterTerms(node));
}

/** The multiply-adds of one example as a product or a sum; null where there are none. */
export function multiplyAddFormula(graph: NetworkGraph, node: NetworkNode): Formula | null {
  return costFormula(graph, node, ({ multiplyAdds }) => multiplyAdds, multiplyAddTerms(node));
}

function costFormula(
  graph: NetworkGraph,
  node: NetworkNode,
  costOf: (node: NetworkNode) => number,
  terms: readonly (readonly number[])[],
): Formula | null {
  const total = costOf(node);
  if (total === 0) return null;
  const sum =
    node.layer === undefined
      ? membersOf(graph, node.id)
          .map(costOf)
          .filter((cost) => cost > 0)
          .map((cost) => [filled(formatCount(cost))])
      : terms.map((factors) => joined(factors.map(filled), "·"));
  return [
    ...sum.flatMap((term, index) => (index === 0 ? term : [" + ", ...term])),
    " = ",
    result(formatCount(total)),
  ];
}

/** kernel·kernel·in·out + out, or in·out + out */
function parameterTerms(node: NetworkNode): readonly (readonly number[])[] {
  return node.parameterSpecs.map(({ shape }) => shape);
}

/** kernel·kernel·in·out·height·width, or in·out */
function multiplyAddTerms({ layer, inputShape, outputShape }: NetworkNode): readonly Shape[] {
  switch (layer?.kind) {
    case "convolution":
      return [[layer.kernel, layer.kernel, channelsOf(inputShape), ...outputShape]];
    case "dense":
      return [[...inputShape, layer.units]];
    default:
      return [];
  }
}
