import type { NetworkGraph, NetworkNode } from "../../../model/network/graph.js";
import { t } from "../../words/l10n.js";
import { membersOf } from "../../layout/family.js";
import { longTitle } from "../../words/nodeText.js";
import { filled, joined, result, type Formula } from "../parts/formula.js";

/** How the receptive field follows from the one before: before + (kernel − 1)·jump. */
export function fieldFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const { size } = node.receptiveField;
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
    case "dense":
      return wholeGridFormulas(graph, node);
    case "convolution":
    case "maxPool":
      return windowFormulas(graph, node);
  }
}

/** A layer that reads its whole grid has a window as large as that; features alone are no grid. */
function wholeGridFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const [, height, width] = node.inputShape;
  const before = gridBefore(graph, node);
  if (height === undefined || width === undefined || before === null)
    return [[t("as before: every unit reads every input")]];
  return [
    sizeFormula(before.size, Math.max(height, width), before.jump, node.receptiveField.size),
    [t("one unit reads the whole {0} × {1} grid: it has no neighbors", height, width)],
  ];
}

function windowFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  const { layer, receptiveField } = node;
  const before = gridBefore(graph, node);
  if (before === null || receptiveField.jump === null) return [];
  if (layer === undefined || !("kernel" in layer)) return [];
  return [
    sizeFormula(before.size, layer.kernel, before.jump, receptiveField.size),
    [
      `${t("jump")} = `,
      filled(before.jump),
      "·",
      filled(layer.stride),
      " = ",
      result(receptiveField.jump),
    ],
  ];
}

/** The field of the units that a layer reads; null where they are no grid of neighbors. */
function gridBefore(
  graph: NetworkGraph,
  { inputs }: NetworkNode,
): { readonly size: number; readonly jump: number } | null {
  const field = graph.byId.get(inputs[0] ?? "")?.receptiveField;
  return field === undefined || field.jump === null ? null : { size: field.size, jump: field.jump };
}

function sizeFormula(before: number, kernel: number, jump: number, size: number): Formula {
  return [
    `${t("size")} = `,
    filled(before),
    " + (",
    filled(kernel),
    " − 1)·",
    filled(jump),
    " = ",
    result(size),
  ];
}
