import type { NetworkNode } from "../../../model/network/graph.js";
import { formatCompact, formatCount, formatShare } from "../../format.js";
import { membersOf } from "../../layout/family.js";
import { shortTitle } from "../../nodeText.js";
import { drawFacts, type Fact } from "../drawFacts.js";
import type { Inspected, InspectorTab } from "../tab.js";

const bytesPerParameter = 4; // float32

export const costTab: InspectorTab = {
  id: "cost",
  title: "Cost",
  draw(panel, inspected) {
    drawFacts(panel, costFacts(inspected));
  },
};

export function costFacts({ graph, node }: Pick<Inspected, "graph" | "node">): readonly Fact[] {
  return [
    {
      id: "parameterShare",
      label: "Share of all parameters",
      value: formatShare(node.parameters / graph.parameters),
    },
    {
      id: "multiplyAddShare",
      label: "Share of all multiply-adds",
      value: formatShare(node.multiplyAdds / graph.multiplyAdds),
    },
    {
      id: "memory",
      label: "Weights in float32",
      value: `${formatCompact(node.parameters * bytesPerParameter)}B`,
    },
    ...tensorFacts(node),
    ...membersOf(graph, node.id)
      .filter(({ kind }) => kind !== "concat")
      .map((member) => ({
        id: `member ${member.id}`,
        label: shortTitle(member),
        value: `${formatCompact(member.parameters)} par · ${formatCompact(member.multiplyAdds)} m-a`,
      })),
  ];
}

function tensorFacts({ parameterSpecs }: NetworkNode): readonly Fact[] {
  return parameterSpecs.map(({ name, shape }) => ({
    id: name,
    label: name === "weight" ? "Weight tensor" : "Bias tensor",
    value: shape.map(formatCount).join(" × "),
  }));
}
