import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { Shape } from "../../../model/network/spec.js";
import { windowOf } from "../../../model/network/window.js";
import { formatCount } from "../../words/format.js";
import { channelsOf, membersOf } from "../../../model/network/family.js";
import { filled, joined, result, type Formula } from "../parts/formula.js";

/** A number of a layer that is the sum of the products that `termsOf` gives. */
interface Cost {
  of(node: NetworkNode): number;
  termsOf(node: NetworkNode): readonly (readonly number[])[];
}

const parameterCost: Cost = { of: ({ parameters }) => parameters, termsOf: parameterTerms };
const multiplyAddCost: Cost = { of: ({ multiplyAdds }) => multiplyAdds, termsOf: multiplyAddTerms };

/** The number of parameters as the product, or the sum of its members, that it is; null where there are none. */
export function parameterFormula(graph: NetworkGraph, node: NetworkNode): Formula | null {
  return costFormula(graph, node, parameterCost);
}

/** The multiply-adds of one example as a product or a sum; null where there are none. */
export function multiplyAddFormula(graph: NetworkGraph, node: NetworkNode): Formula | null {
  return costFormula(graph, node, multiplyAddCost);
}

function costFormula(graph: NetworkGraph, node: NetworkNode, cost: Cost): Formula | null {
  const total = cost.of(node);
  if (total === 0) return null;
  const members = membersOf(graph, node.id).filter((member) => cost.of(member) > 0);
  // A group of one costs what that one costs, and for the same reason.
  const [only] = members;
  if (members.length === 1 && only !== undefined) return costFormula(graph, only, cost);
  const terms =
    node.layer === undefined
      ? members.map((member): Formula => [filled(formatCount(cost.of(member)))])
      : cost.termsOf(node).map((factors) => joined(factors.map(filled), "·"));
  return [
    ...terms.flatMap((term, index) => (index === 0 ? term : [" + ", ...term])),
    " = ",
    result(formatCount(total)),
  ];
}

/** kernel height·kernel width·in·out + out, or in·out + out */
function parameterTerms(node: NetworkNode): readonly (readonly number[])[] {
  return node.parameterSpecs.map(({ shape }) => shape);
}

/** kernel height·kernel width·in·out·height·width, in·out, or channels in a sum·channels·height·width */
function multiplyAddTerms({ layer, inputShape, outputShape }: NetworkNode): readonly Shape[] {
  switch (layer?.kind) {
    case "convolution":
      return [[...windowOf(layer).kernel, channelsOf(inputShape), ...outputShape]];
    case "dense":
      return [[...inputShape, layer.units]];
    case "localResponseNormalization":
      return [[layer.size, ...outputShape]];
    case "maxPool":
    case "averagePool":
    case "dropout":
    case "globalAveragePool":
    case undefined:
      return [];
  }
}
