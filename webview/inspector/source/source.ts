import { childOf } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { drawFacts, type Fact } from "../parts/drawFacts.js";
import { passageOf } from "./passages.js";
import type { TabContents, InspectorTab } from "../parts/tab.js";

export const sourceTab: InspectorTab = {
  id: "source",
  title: t("Source"),
  shows: [],
  draw(panel, { graph, node }) {
    childOf(panel, "p", "passage").text(passageOf(graph, node).sentence);
    drawFacts(panel, sourceFacts({ graph, node }));
  },
};

export function sourceFacts({ graph, node }: Pick<TabContents, "graph" | "node">): readonly Fact[] {
  const { paperTerm, section } = passageOf(graph, node);
  return [
    ...(section === null
      ? []
      : [
          {
            id: "section",
            label: t("In the book"),
            value: t("Dive into Deep Learning, section {0}", section),
          },
        ]),
    ...(paperTerm === null ? [] : [{ id: "term", label: paperLabel(paperTerm), value: paperTerm }]),
    { id: "id", label: t("Name in code and files"), value: node.id },
  ];
}

/** A column of the paper's table counts filters, and its heading is all the name that they have there. */
function paperLabel(term: string): string {
  return term.startsWith("#") ? t("The paper's name for its number of filters") : t("In the paper");
}
