import { t } from "../words/l10n.js";
import { markdownRow, markdownText } from "../words/markdown.js";
import { longTitle } from "../words/nodeText.js";
import { measures } from "../state/measures.js";
import type { Fact } from "./parts/drawFacts.js";
import { formulaText } from "./parts/formula.js";
import { passageOf } from "./source/passages.js";
import type { Inspected } from "./parts/tab.js";
import { costFacts } from "./cost/cost.js";
import { shapeFacts } from "./shape/shape.js";
import { sourceFacts } from "./source/source.js";

/** All that the inspector knows of a node as a table of Markdown, with what is said of it above. */
export function nodeMarkdown(inspected: Inspected): string {
  const { graph, node, live } = inspected;
  const facts: readonly Fact[] = [
    ...shapeFacts({ graph, node }),
    ...costFacts(inspected),
    ...measures.map(({ id, title, format }) => ({
      id: `live ${id}`,
      label: title,
      value: format(live.latest(node.id)?.[id]),
    })),
    ...sourceFacts({ graph, node }),
  ];
  const rows = facts.map(({ label, value, formulas = [] }) => [
    label,
    value,
    formulas.map(formulaText).join("; "),
  ]);
  return [
    `**${markdownText(longTitle(node))}** (${markdownText(graph.spec.title)}, ${graph.input.join(" × ")})`,
    "",
    markdownText(passageOf(graph, node).sentence),
    "",
    markdownRow([t("What"), t("Value"), t("Why")]),
    markdownRow(["---", "---", "---"]),
    ...rows.map((cells) => markdownRow(cells.map(markdownText))),
    "",
  ].join("\n");
}
