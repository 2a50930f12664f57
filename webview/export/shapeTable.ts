import type { NetworkGraph } from "../../model/network/graph.js";
import { isJoin, isPath } from "../../model/network/kinds.js";
import { formatCount, formatShape } from "../words/format.js";
import { t } from "../words/l10n.js";
import { markdownRow, markdownText } from "../words/markdown.js";
import { longTitle } from "../words/nodeText.js";

/** Every module, block and layer with its shapes and cost as a table of Markdown. */
export function shapeTable(graph: NetworkGraph): string {
  const rows = graph.nodes
    .filter((node) => !isPath(node) && !isJoin(node) && node.kind !== "input")
    .map((node) => [
      codeCell(node.id),
      ...[
        longTitle(node),
        formatShape(node.inputShape),
        formatShape(node.outputShape),
        formatCount(node.parameters),
        formatCount(node.multiplyAdds),
      ].map(markdownText),
    ]);
  const titles = [
    t("Node"),
    t("What"),
    t("Input"),
    t("Output"),
    t("Parameters"),
    t("Multiply-adds"),
  ];
  const rule = ["---", "---", "---", "---", "--:", "--:"];
  return [titles.map(markdownText), rule, ...rows]
    .map((cells) => `${markdownRow(cells)}\n`)
    .join("");
}

/** In code nothing is escaped but the bar, which would end the cell. */
function codeCell(text: string): string {
  return `\`${text.replaceAll("`", "").replaceAll("|", String.raw`\|`)}\``;
}
