import { isJoin } from "../../../model/network/kinds.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { childOf, dropChild } from "../../marks/dom.js";
import { formatCompact, formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { membersOf } from "../../../model/network/family.js";
import { briefTitle, shortTitle } from "../../words/nodeText.js";
import { updateText } from "../../marks/update.js";
import { unbroken } from "../../words/unbroken.js";
import { multiplyAddFormula, parameterFormula } from "./costFormulas.js";
import { drawFacts, type Fact } from "../parts/drawFacts.js";
import { drawTable, type Table } from "../parts/drawTable.js";
import { compareReductions } from "./reductions.js";
import { bothPasses } from "../../../model/run/nodeTimes.js";
import type { Inspected, InspectorTab, TabContents } from "../parts/tab.js";
import { formatMilliseconds, timeFacts, timeNote } from "./timeFacts.js";

const bytesPerParameter = 4; // float32

export const costTab: InspectorTab = {
  id: "cost",
  title: t("Cost"),
  shows: ["run"],
  draw(panel, contents) {
    const { graph, node } = contents;
    drawFacts(panel, costFacts(contents));
    updateText(childOf(panel, "p", "note"), () => timeNote(contents));
    for (const [id, table] of [
      ["cost-parts", memberTable(contents)],
      ["cost-reductions", reductionTable(graph, node)],
    ] as const) {
      if (table === null) dropChild(panel, id);
      else drawTable(panel, id, table);
    }
  },
};

/** Parameters and multiply-adds as the products they are. */
function productFacts(graph: NetworkGraph, node: NetworkNode): readonly Fact[] {
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

export function costFacts(inspected: Pick<Inspected, "graph" | "node" | "run">): readonly Fact[] {
  const { graph, node } = inspected;
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
    ...memoryFacts(node),
    ...tensorFacts(node),
    ...timeFacts(inspected),
  ];
}

function memoryFacts({ parameters }: NetworkNode): readonly Fact[] {
  if (parameters === 0) return [];
  const size = formatCompact(parameters * bytesPerParameter);
  const unit = /[KMG]$/.test(size) ? "B" : " B";
  return [{ id: "memory", label: t("Weights in float32"), value: unbroken(`${size}${unit}`) }];
}

function tensorFacts({ parameterSpecs }: NetworkNode): readonly Fact[] {
  return parameterSpecs.map(({ name, shape }) => ({
    id: name,
    label: name === "weight" ? t("Weight tensor") : t("Bias tensor"),
    value: unbroken(shape.map(formatCount).join(" × ")),
  }));
}

/** What each member of a group costs, with its time once that is known; null for a layer. */
function memberTable({ graph, node, run: { timings } }: TabContents): Table | null {
  const members = membersOf(graph, node.id).filter((member) => !isJoin(member) || timings !== null);
  if (members.length === 0) return null;
  const timeOf = ({ id }: NetworkNode): readonly string[] => {
    if (timings === null) return [];
    const time = bothPasses(timings.nodes, id);
    return [time === null ? "–" : formatMilliseconds(time)];
  };
  return {
    caption: t("What its parts cost"),
    columns: [
      t("Part"),
      t("Parameters"),
      t("Multiply-adds"),
      ...(timings === null ? [] : [t("Time")]),
    ],
    rows: members.map((member) => ({
      id: member.id,
      cells: [
        shortTitle(member),
        formatCompact(member.parameters),
        formatCompact(member.multiplyAdds),
        ...timeOf(member),
      ],
    })),
  };
}

function reductionTable(graph: NetworkGraph, node: NetworkNode): Table | null {
  const comparison = compareReductions(graph, node);
  if (comparison === null) return null;
  const { withReduction, reduction, without } = comparison;
  const withTitle =
    reduction === null ? t("with") : `${briefTitle(reduction)} + ${briefTitle(node)}`;
  return {
    caption: t("What the 1×1 reductions buy"),
    columns: [t("1×1 reduction"), t("Parameters"), t("Multiply-adds")],
    rows: [
      costRow("with", withTitle, withReduction),
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
  return unbroken(`× ${(without / withReduction).toFixed(1)}`);
}
