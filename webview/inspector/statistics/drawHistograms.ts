import { binLabel } from "../../../model/run/histogramBins.js";
import { childOf, dropChild, svgOf, type HtmlSelection } from "../../marks/dom.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { hueOf } from "../../words/nodeText.js";
import { nameOf } from "../../../model/network/nodeId.js";
import { hueClass } from "../../marks/theme.js";
import { updateText } from "../../marks/update.js";
import { axisNote, drawRidges } from "./drawRidges.js";
import { drawTableDetails } from "../parts/drawTableDetails.js";
import type { Cell } from "../../state/choices.js";
import { emptyHistograms } from "./emptyHistograms.js";
import {
  firstReading,
  histogramTable,
  readingText,
  ridgesOf,
  type HistogramKind,
  type Ridge,
} from "./histogramView.js";
import { drawPictureButtons } from "../parts/pictureButtons.js";
import type { TabContents } from "../parts/tab.js";

interface Histogram {
  readonly kind: HistogramKind;
  readonly title: string;
}

const kinds: readonly Histogram[] = [
  { kind: "activation", title: t("Histogram of activations") },
  { kind: "weight", title: t("Histogram of weights") },
  { kind: "gradient", title: t("Histogram of gradients") },
];

/**
 * How a layer's values are distributed, over the run.
 *
 *     section.histograms
 *       section.histogram[data-kind] ×n
 *         div.history-line > span.label + div.picture-buttons
 *         svg.ridges
 *         p.reading
 *         details.numbers-of
 *       p.note
 */
export function drawHistograms(section: HtmlSelection, contents: TabContents): void {
  const { node, run } = contents;
  const shown = kinds
    .map((each) => ({ ...each, ridges: ridgesOf(run.histograms, node.id, each.kind) }))
    .filter(({ ridges }) => ridges.length > 0);
  for (const { kind } of kinds) {
    if (!shown.some((each) => each.kind === kind)) dropChild(section, kind);
  }
  dropChild(section, "note");
  for (const { kind, title, ridges } of shown) {
    const part = childOf(section, "section", kind)
      .classed("histogram", true)
      .attr("data-kind", kind);
    drawHistogram(part, { kind, title, ridges }, contents);
  }
  updateText(childOf(section, "p", "note"), () =>
    shown.length > 0 ? axisNote() : emptyHistograms(contents),
  );
}

function drawHistogram(
  part: HtmlSelection,
  { kind, title, ridges }: Histogram & { readonly ridges: readonly Ridge[] },
  { node, choices, actions }: TabContents,
): void {
  const chosen = placeIn(ridges, choices.bins[kind]);
  const line = childOf(part, "div", "history-line");
  updateText(childOf(line, "span", "label"), () => title);
  const svg = svgOf(part, "ridges").attr("class", `ridges ${hueClass(hueOf(node.id))}`);
  drawRidges(svg, { title, ridges, chosen }, (cell) => {
    actions.choose({ bins: { ...choices.bins, [kind]: cell } });
  });
  updateText(childOf(part, "p", "reading"), () => readingText(ridges, chosen));
  drawPictureButtons({ section: part, line, svg, name: `${nameOf(node.id)}-${kind}` }, actions);
  drawTableDetails(part, ridges, () => {
    const { steps, bins } = histogramTable(ridges);
    return {
      caption: title,
      columns: [t("Value"), ...steps.map((step) => t("step {0}", formatCount(step)))],
      rows: bins.map(({ bin, shares }) => ({
        id: String(bin),
        cells: [binLabel(bin), ...shares.map(formatShare)],
      })),
    };
  });
}

/** What was chosen, as long as the history reaches so far: another run's may be shorter. */
function placeIn(ridges: readonly Ridge[], chosen: Cell | undefined): Cell {
  return chosen !== undefined && chosen.row < ridges.length ? chosen : firstReading(ridges);
}
