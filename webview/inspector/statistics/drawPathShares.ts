import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import { updateText } from "../../marks/update.js";
import { drawTable } from "../parts/drawTable.js";
import { joinSentences } from "../../../model/messages/joinSentences.js";
import { pathSharesOf, shared, whyEmpty } from "../../state/pathShares.js";
import type { TabContents } from "../parts/tab.js";

/**
 * What each path of a block contributes, in numbers and bars; nothing for what is no block.
 *
 *     section.path-shares > table + p.note
 */
export function drawPathShares(
  panel: HtmlSelection,
  { graph, node, live }: Pick<TabContents, "graph" | "node" | "live">,
): void {
  const shares = pathSharesOf(graph, node, live);
  if (shares === null) {
    dropChild(panel, "path-shares");
    return;
  }
  const section = childOf(panel, "section", "path-shares");
  drawTable(section, "shares", {
    caption: t("What each path contributes"),
    columns: [t("Path"), t("Output energy"), t("Gradient")],
    rows: shares.map(({ path, energy, gradient }) => ({
      id: path.id,
      cells: [longTitle(path), formatShare(energy), formatShare(gradient)],
      bars: [null, energy, gradient],
    })),
  });
  const empty = live.step === null ? [] : shared.flatMap((of) => whyEmpty(of, shares) ?? []);
  updateText(childOf(section, "p", "note"), () =>
    joinSentences([
      t(
        "Shares of the sums of squares: of the block's output, and of the gradient over its parameters.",
      ),
      ...new Set(empty.map(({ sentence }) => sentence)),
    ]),
  );
}
