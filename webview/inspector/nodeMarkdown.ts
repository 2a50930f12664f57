import { t } from "../l10n.js";
import { markdownRow, markdownText } from "../markdown.js";
import { longTitle } from "../nodeText.js";
import { measures } from "../measures.js";
import type { Fact } from "./drawFacts.js";
import { formulaText } from "./formula.js";
import { passageOf } from "./passages.js";
import type { Inspected } from "./tab.js";
import { costFacts } from "./tabs/cost.js";
import { shapeFacts } from "./tabs/shape.js";
import { sourceFacts } from "./tabs/source.js";

/** All that the inspector knows of a node as a table of Markdown, with what the chapter says above it. */
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
    ...sourceFacts({ node }),
  ];
  const rows = facts.map(({ label, value, formulas = [] }) => [
    label,
    value,
    formulas.map(formulaText).join("; "),
  ]);
  return [
    `**${markdownText(longTitle(node))}** (${markdownText(graph.spec.title)}, ${graph.input.join(" × ")})`,
    "",
    markdownText(passageOf(node).sentence),
    "",
    markdownRow([t("What"), t("Value"), t("Why")]),
    markdownRow(["---", "---", "---"]),
    ...rows.map((cells) => markdownRow(cells.map(markdownText))),
    "",
  ].join("\n");
}
