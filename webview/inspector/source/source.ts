import { childOf } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { drawFacts, type Fact } from "../parts/drawFacts.js";
import { passageOf } from "./passages.js";
import type { TabContents, InspectorTab } from "../parts/tab.js";

export const sourceTab: InspectorTab = {
  id: "source",
  title: t("Source"),
  draw(panel, { node }) {
    childOf(panel, "p", "passage").text(passageOf(node).sentence);
    drawFacts(panel, sourceFacts({ node }));
  },
};

export function sourceFacts({ node }: Pick<TabContents, "node">): readonly Fact[] {
  return [
    { id: "term", label: t("In the paper"), value: passageOf(node).paperTerm },
    { id: "id", label: t("Name in code and files"), value: node.id },
  ];
}
