import type { NetworkGraph, NetworkNode } from "../../../model/network/graph.js";
import { dropChild } from "../../dom.js";
import { formatCompact, formatCount, formatShare } from "../../format.js";
import { t } from "../../l10n.js";
import { membersOf } from "../../layout/family.js";
import { shortTitle } from "../../nodeText.js";
import { multiplyAddFormula, parameterFormula } from "../costFormulas.js";
import { drawFacts, type Fact } from "../drawFacts.js";
import { drawTable, type Table } from "../drawTable.js";
import { compareReductions } from "../reductions.js";
import type { Inspected, InspectorTab } from "../tab.js";

const bytesPerParameter = 4; // float32

export const costTab: InspectorTab = {
  id: "cost",
  title: t("Cost"),
  draw(panel, { graph, node }) {
    drawFacts(panel, costFacts({ graph, node }));
    for (const [id, table] of [
      ["cost-parts", memberTable(graph, node)],
      ["cost-reductions", reductionTable(graph, node)],
    ] as const) {
      if (table === null) dropChild(panel, id);
      else drawTable(panel, id, table);
    }
  },
};

/** Parameters and multiply-adds as the products they are. */
export function productFacts(graph: NetworkGraph, node: NetworkNode): readonly Fact[] {
  const [parameters, multiplyAdds] = [
    parameterFormula(graph, node),
    multiplyAddFormula(graph, node),
  ];
  return [
    {
      id: "parameters",
      label: t("Parameters"),
      value: formatCount(node.parameters),
      formulas: parameters === null ? [] : [parameters],
    },
    {
      id: "multiplyAdds",
      label: t("Multiply-adds"),
      value: formatCount(node.multiplyAdds),
      formulas: multiplyAdds === null ? [] : [multiplyAdds],
    },
  ];
}

export function costFacts({ graph, node }: Pick<Inspected, "graph" | "node">): readonly Fact[] {
  return [
    ...productFacts(graph, node),
    {
      id: "parameterShare",
      label: t("Share of all parameters"),
      value: formatShare(node.parameters / graph.parameters),
    },
    {
      id: "multiplyAddShare",
      label: t("Share of all multiply-adds"),
      value: formatShare(node.multiplyAdds / graph.multiplyAdds),
    },
    {
      id: "memory",
      label: t("Weights in float32"),
      value: `${formatCompact(node.parameters * bytesPerParameter)}B`,
    },
    ...tensorFacts(node),
  ];
}

function tensorFacts({ parameterSpecs }: NetworkNode): readonly Fact[] {
  return parameterSpecs.map(({ name, shape }) => ({
    id: name,
    label: name === "weight" ? t("Weight tensor") : t("Bias tensor"),
    value: shape.map(formatCount).join(" × "),
  }));
}

/** What each member of a group costs; null for a layer. */
function memberTable(graph: NetworkGraph, { id }: NetworkNode): Table | null {
  const members = membersOf(graph, id).filter(({ kind }) => kind !== "concat");
  if (members.length === 0) return null;
  return {
    caption: t("What its parts cost"),
    columns: [t("Part"), t("Parameters"), t("Multiply-adds")],
    rows: members.map((member) => ({
      id: member.id,
      cells: [
        shortTitle(member),
        formatCompact(member.parameters),
        formatCompact(member.multiplyAdds),
      ],
    })),
  };
}

function reductionTable(graph: NetworkGraph, node: NetworkNode): Table | null {
  const comparison = compareReductions(graph, node);
  if (comparison === null) return null;
  const { withReduction, without } = comparison;
  return {
    caption: t("What the 1×1 reductions buy"),
    columns: [t("1×1 reduction"), t("Parameters"), t("Multiply-adds")],
    rows: [
      costRow("with", t("with"), withReduction),
      costRow("without", t("without"), without),
      {
        id: "growth",
        cells: [
          t("growth"),
          growth(without.parameters, withReduction.parameters),
          growth(without.multiplyAdds, withReduction.multiplyAdds),
        ],
      },
    ],
  };
}

function costRow(
  id: string,
  title: string,
  { parameters, multiplyAdds }: Pick<NetworkNode, "parameters" | "multiplyAdds">,
): Table["rows"][number] {
  return { id, cells: [title, formatCount(parameters), formatCount(multiplyAdds)] };
}

function growth(without: number, withReduction: number): string {
  return `× ${(without / withReduction).toFixed(1)}`;
}
