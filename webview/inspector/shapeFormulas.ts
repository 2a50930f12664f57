import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { LayerSpec } from "../../model/network/spec.js";
import { channelsOf } from "../layout/family.js";
import { filled, joined, result, type Formula } from "./formula.js";

/** How the output shape follows from the input shape, a line a dimension; none where nothing changes. */
export function shapeFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  if (node.kind === "concat") {
    const inputs = node.inputs.map((id) => channelsOf(graph.byId.get(id)?.outputShape ?? []));
    const total = result(channelsOf(node.outputShape));
    return [["channels = ", ...joined(inputs.map(filled), " + "), " = ", total]];
  }
  return node.layer === undefined ? [] : layerFormulas(node.layer, node);
}

function layerFormulas(
  layer: LayerSpec,
  { inputShape, outputShape }: NetworkNode,
): readonly Formula[] {
  switch (layer.kind) {
    case "convolution":
      return [
        ["channels = filters = ", result(layer.filters)],
        ...windowFormulas(layer, inputShape, outputShape),
      ];
    case "maxPool":
      return [
        ["channels = as before = ", result(channelsOf(outputShape))],
        ...windowFormulas(layer, inputShape, outputShape),
      ];
    case "globalAveragePool":
      return [
        ["features = channels = ", result(channelsOf(outputShape))],
        ["each the mean of ", ...joined(inputShape.slice(1).map(filled), "·"), " values"],
      ];
    case "dense":
      return [["features = units = ", result(layer.units)]];
  }
}

/** ⌊(length + 2·padding − kernel)/stride⌋ + 1, with the values filled in. */
function windowFormulas(
  window: { readonly kernel: number; readonly stride: number; readonly padding: number },
  input: readonly number[],
  output: readonly number[],
): readonly Formula[] {
  return ["height", "width"].map((name, index) => [
    `${name} = ⌊(`,
    filled(input[index + 1] ?? 0),
    " + 2·",
    filled(window.padding),
    " − ",
    filled(window.kernel),
    ")/",
    filled(window.stride),
    "⌋ + 1 = ",
    result(output[index + 1] ?? 0),
  ]);
}
