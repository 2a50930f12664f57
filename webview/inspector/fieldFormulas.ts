import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import { filled, joined, result, type Formula } from "./formula.js";

/** How the receptive field follows from the one before: before + (kernel − 1)·jump. */
export function fieldFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const { size, jump } = node.receptiveField;
  const inputs = node.inputs.map((id) => graph.byId.get(id)).filter((input) => input !== undefined);
  if (node.kind === "concat") {
    const sizes = inputs.map(({ receptiveField }) => filled(receptiveField.size));
    return [["largest of ", ...joined(sizes, ", "), " = ", result(size)]];
  }
  const before = inputs[0]?.receptiveField;
  const { layer } = node;
  if (before === undefined || layer === undefined || !("kernel" in layer)) return [];
  return [
    [
      "size = ",
      filled(before.size),
      " + (",
      filled(layer.kernel),
      " − 1)·",
      filled(before.jump),
      " = ",
      result(size),
    ],
    ["jump = ", filled(before.jump), "·", filled(layer.stride), " = ", result(jump)],
  ];
}
