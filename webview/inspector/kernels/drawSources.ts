import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import { drawTable } from "../parts/drawTable.js";
import { drawOnNewInputs } from "../parts/onChange.js";
import type { TabContents } from "../parts/tab.js";
import { sourceSharesOf } from "./sourceShares.js";

/** Which paths of the block before it the layer listens to. */
export function drawSources(
  panel: HtmlSelection,
  { graph, node }: TabContents,
  weights: LayerWeights,
): void {
  const shares = sourceSharesOf(graph, node, weights);
  if (shares.length < 2) {
    dropChild(panel, "sources");
    return;
  }
  const section = childOf(panel, "section", "sources");
  drawOnNewInputs(section, [weights], () => {
    drawTable(section, "sources-table", {
      caption: t("Which paths it listens to, by its weights"),
      columns: [t("From"), t("Channels"), t("Share"), t("A channel")],
      rows: shares.map(({ node: id, channels, share, perChannel }) => ({
        id,
        cells: [
          nameOfSource(graph, id),
          formatCount(channels),
          formatShare(share),
          times(perChannel),
        ],
        bars: [null, null, share, null],
      })),
    });
    updateText(childOf(section, "p", "note"), () =>
      t(
        "The share of all squared weights that lies on a path's channels; beside it that of one of its channels, where 1× is what all channels have on average.",
      ),
    );
  });
}

function nameOfSource(graph: TabContents["graph"], id: string): string {
  const path = graph.byId.get(id);
  const block = graph.byId.get(path?.parent ?? "");
  const names = [block, path].flatMap((each) => (each === undefined ? [] : [longTitle(each)]));
  return names.join(", ");
}

function times(factor: number): string {
  return `${factor.toFixed(2)}×`;
}
