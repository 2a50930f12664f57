import { scaleLinear } from "d3";
import { drawChartAxes } from "../charts/chartAxes.js";
import { childOf, markOf, svgOf, type HtmlSelection, type SvgSelection } from "../marks/dom.js";
import { groupOf } from "../marks/groupOf.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { drawOnChange } from "../state/binding/frame.js";
import { formatCount, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import { calibrationOf, type Calibration, type CalibrationBin } from "./calibration.js";
import type { EvaluationStores } from "./stores.js";

/** In units of the picture, which is as wide as its place. */
const [width, height] = [360, 250];
const plot = { left: 36, right: 352, top: 8, bottom: 176 };
/** Below the bins: how many examples each has. */
const counts = { top: 204, bottom: 242 };

const x = scaleLinear([0, 1], [plot.left, plot.right]);
const y = scaleLinear([0, 1], [plot.bottom, plot.top]);
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => ({
  value,
  label: `${Math.round(value * 100)}`,
}));

/**
 * How often it is right by how sure it is.
 *
 *     section.calibration
 *       h2
 *       p.error > span.term, b.value, span.unseen
 *       svg.reliability[role=img]
 *         g.grid, g.labels                        by `drawChartAxes`
 *         g.bins > rect.bin > title ×n            how often right
 *         path.perfect
 *         g.sure > path.sure ×n                   how sure on average
 *         g.counts > rect.count ×n
 *       p.axis-note
 *       ul.unseen > li ×n                         the same for who does not see it
 */
export function bindCalibration(
  section: HtmlSelection,
  { testing }: Pick<EvaluationStores, "testing">,
): void {
  childOf(section, "h2", "title").text(t("Calibration"));
  drawOnChange(
    () => testing.tested.value,
    (tested) => {
      if (tested !== null) drawCalibration(section, calibrationOf(tested.said));
    },
  );
}

function drawCalibration(section: HtmlSelection, calibration: Calibration): void {
  const { bins, error } = calibration;
  const line = childOf(section, "p", "error");
  updateText(childOf(line, "span", "term"), () => t("Expected calibration error"));
  updateText(childOf(line, "b", "value"), () => formatShare(error));
  const definition = t(
    "Over ten bins of how sure it is: the gap between how sure and how often right, each bin with the weight of its images (Guo et al., 2017)",
  );
  line.attr("title", definition);
  // A tooltip is for a pointer alone.
  updateText(childOf(line, "span", "unseen"), () => ` (${definition})`);
  const svg = svgOf(section, "reliability")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("role", "img");
  updateAttribute(svg, "aria-label", () => t("How often it is right by how sure it is"));
  drawChartAxes(svg, { x, y, plot, yTicks: ticks, xTicks: ticks });
  const filled = bins.filter(({ examples }) => examples > 0);
  drawBars(svg, filled);
  markOf(svg, "path", "perfect").attr("d", `M${x(0)},${y(0)}L${x(1)},${y(1)}`);
  drawSure(svg, filled);
  drawCounts(svg, bins);
  updateText(childOf(section, "p", "axis-note"), () =>
    t(
      "Across: how sure it is, in %. Up: how often it is right, in %. The stroke of a bin is how sure it is on average; on the dashed line both are the same. Below: how many images.",
    ),
  );
  drawList(section, filled);
}

function drawBars(svg: SvgSelection, bins: readonly CalibrationBin[]): void {
  const bars = groupOf(svg, "bins")
    .selectAll<SVGRectElement, CalibrationBin>("rect")
    .data(bins, ({ from }) => from)
    .join((enter) => {
      const bar = enter.append("rect").attr("class", "bin");
      bar.append("title");
      return bar;
    });
  updateAttribute(bars, "x", ({ from }) => String(x(from) + 1));
  updateAttribute(bars, "width", ({ from, to }) => String(x(to) - x(from) - 2));
  updateAttribute(bars, "y", ({ accuracy }) => y(accuracy ?? 0).toFixed(1));
  updateAttribute(bars, "height", ({ accuracy }) => (y(0) - y(accuracy ?? 0)).toFixed(1));
  updateText(bars.select<SVGTitleElement>("title"), binSentence);
}

function binSentence({ from, to, examples, confidence, accuracy }: CalibrationBin): string {
  return t(
    "{0} images of which it is between {1} and {2} sure: {3} sure on average, right in {4}",
    ...[formatCount(examples), formatShare(from), formatShare(to)],
    ...[formatShare(confidence), formatShare(accuracy)],
  );
}

function drawSure(svg: SvgSelection, bins: readonly CalibrationBin[]): void {
  const strokes = groupOf(svg, "sures")
    .selectAll<SVGPathElement, CalibrationBin>("path")
    .data(bins, ({ from }) => from)
    .join((enter) => enter.append("path").attr("class", "sure"));
  updateAttribute(strokes, "d", ({ from, to, confidence }) => {
    const level = y(confidence ?? 0).toFixed(1);
    return `M${x(from) + 1},${level}H${x(to) - 1}`;
  });
}

function drawCounts(svg: SvgSelection, bins: readonly CalibrationBin[]): void {
  const most = Math.max(1, ...bins.map(({ examples }) => examples));
  const tall = scaleLinear([0, most], [0, counts.bottom - counts.top]);
  const bars = groupOf(svg, "counts")
    .selectAll<SVGRectElement, CalibrationBin>("rect")
    .data(bins, ({ from }) => from)
    .join((enter) => {
      const bar = enter.append("rect").attr("class", "count");
      bar.append("title");
      return bar;
    });
  // One image in ten thousand is seen too.
  const heightOf = ({ examples }: CalibrationBin): number =>
    examples === 0 ? 0 : Math.max(1, tall(examples));
  updateAttribute(bars, "x", ({ from }) => String(x(from) + 1));
  updateAttribute(bars, "width", ({ from, to }) => String(x(to) - x(from) - 2));
  updateAttribute(bars, "y", (bin) => (counts.bottom - heightOf(bin)).toFixed(1));
  updateAttribute(bars, "height", (bin) => heightOf(bin).toFixed(1));
  updateText(bars.select<SVGTitleElement>("title"), ({ examples }) =>
    t("{0} images", formatCount(examples)),
  );
}

function drawList(section: HtmlSelection, bins: readonly CalibrationBin[]): void {
  const list = childOf(section, "ul", "unseen");
  const lines = list
    .selectAll<HTMLLIElement, CalibrationBin>("li")
    .data(bins, ({ from }) => from)
    .join("li")
    .order();
  updateText(lines, binSentence);
}
