import type { NetworkNode } from "../../../model/network/graph.js";
import { childOf } from "../../dom.js";
import { formatCount, formatShape } from "../../format.js";
import { pathNumberOf } from "../../nodeText.js";
import { multiplyAddFormula, parameterFormula } from "../costFormulas.js";
import { drawFacts, type Fact } from "../drawFacts.js";
import { drawField } from "../drawField.js";
import { fieldFormulas } from "../fieldFormulas.js";
import { shapeFormulas } from "../shapeFormulas.js";
import type { Inspected, InspectorTab } from "../tab.js";

export const shapeTab: InspectorTab = {
  id: "shape",
  title: "Shape",
  draw(panel, inspected) {
    drawFacts(panel, shapeFacts(inspected));
    const { graph, node } = inspected;
    const [, height = 1, width = 1] = graph.input;
    drawField(childOf(panel, "div", "field-frame"), {
      size: node.receptiveField.size,
      height,
      width,
      hue: pathNumberOf(node.id),
    });
  },
};

export function shapeFacts({ graph, node }: Pick<Inspected, "graph" | "node">): readonly Fact[] {
  const { size, jump } = node.receptiveField;
  const [parameters, multiplyAdds] = [
    parameterFormula(graph, node),
    multiplyAddFormula(graph, node),
  ];
  return [
    { id: "input", label: "Input", value: formatShape(node.inputShape) },
    ...windowFacts(node),
    {
      id: "output",
      label: "Output",
      value: formatShape(node.outputShape),
      formulas: shapeFormulas(graph, node),
    },
    {
      id: "parameters",
      label: "Parameters",
      value: formatCount(node.parameters),
      formulas: parameters === null ? [] : [parameters],
    },
    {
      id: "multiplyAdds",
      label: "Multiply-adds",
      value: formatCount(node.multiplyAdds),
      formulas: multiplyAdds === null ? [] : [multiplyAdds],
    },
    {
      id: "receptiveField",
      label: "Receptive field",
      value: `${size} × ${size} px, every ${jump} px`,
      formulas: fieldFormulas(graph, node),
    },
  ];
}

function windowFacts({ layer }: NetworkNode): readonly Fact[] {
  if (layer === undefined || !("kernel" in layer)) return [];
  const { kernel, stride, padding } = layer;
  return [
    { id: "kernel", label: "Kernel", value: `${kernel} × ${kernel}` },
    { id: "stride", label: "Stride", value: String(stride) },
    { id: "padding", label: "Padding", value: String(padding) },
  ];
}
