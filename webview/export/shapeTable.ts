import type { NetworkGraph } from "../../model/network/graph.js";
import { formatCount, formatShape } from "../format.js";
import { t } from "../l10n.js";
import { longTitle } from "../nodeText.js";

/** Every module, block and layer with its shapes and cost as a table of Markdown. */
export function shapeTable(graph: NetworkGraph): string {
  const rows = graph.nodes
    .filter(({ kind }) => kind !== "path" && kind !== "concat" && kind !== "input")
    .map((node) => [
      `\`${node.id.replaceAll("`", "")}\``,
      longTitle(node),
      formatShape(node.inputShape),
      formatShape(node.outputShape),
      formatCount(node.parameters),
      formatCount(node.multiplyAdds),
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
  return [titles, rule, ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |\n`).join("");
}

/** A bar would end its cell. */
function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`);
}
