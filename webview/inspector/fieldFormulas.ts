import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import { t } from "../l10n.js";
import { membersOf } from "../layout/family.js";
import { longTitle } from "../nodeText.js";
import { filled, joined, result, type Formula } from "./formula.js";

/** How the receptive field follows from the one before: before + (kernel − 1)·jump. */
export function fieldFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const { size, jump } = node.receptiveField;
  switch (node.kind) {
    case "input":
      return [[t("a pixel sees itself")]];
    case "module":
    case "inception":
    case "path": {
      const last = membersOf(graph, node.id).at(-1);
      return last === undefined ? [] : [[`${t("as of its end")}: `, filled(longTitle(last))]];
    }
    case "concat": {
      const inputs = node.inputs.flatMap((id) => graph.byId.get(id) ?? []);
      const sizes = inputs.map(({ receptiveField }) => filled(receptiveField.size));
      return [[`${t("largest of")} `, ...joined(sizes, ", "), " = ", result(size)]];
    }
    case "globalAveragePool":
      return [[t("the mean adds its whole grid: it sees all that its inputs see")]];
    case "dense":
      return [[t("as before: every unit reads every input")]];
    case "convolution":
    case "maxPool":
      return windowFormulas(graph, node, { size, jump });
  }
}

function windowFormulas(
  graph: NetworkGraph,
  { layer, inputs }: NetworkNode,
  { size, jump }: { readonly size: number; readonly jump: number },
): readonly Formula[] {
  const before = graph.byId.get(inputs[0] ?? "")?.receptiveField;
  if (before === undefined || layer === undefined || !("kernel" in layer)) return [];
  return [
    [
      `${t("size")} = `,
      filled(before.size),
      " + (",
      filled(layer.kernel),
      " − 1)·",
      filled(before.jump),
      " = ",
      result(size),
    ],
    [`${t("jump")} = `, filled(before.jump), "·", filled(layer.stride), " = ", result(jump)],
  ];
}
