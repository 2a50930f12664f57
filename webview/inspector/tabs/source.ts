import { childOf } from "../../dom.js";
import { t } from "../../l10n.js";
import { drawFacts, type Fact } from "../drawFacts.js";
import { passageOf } from "../passages.js";
import type { TabContents, InspectorTab } from "../tab.js";

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
