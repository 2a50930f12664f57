import { select } from "d3";
import { childOf, svgOf, type HtmlSelection, type SvgSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import { t } from "../../words/l10n.js";
import { round } from "../../layout/band.js";
import { sparkPath, sparkScale } from "../../layout/spark.js";
import { hueOf } from "../../words/nodeText.js";
import { nameOf } from "../../../model/network/nodeId.js";
import { hueClass } from "../../marks/theme.js";
import { drawTableDetails } from "../parts/drawTableDetails.js";
import { historiesOf, historyTable, historyText, type History } from "./historyView.js";
import { drawOnNewInputs } from "../parts/onChange.js";
import { drawPictureButtons } from "../parts/pictureButtons.js";
import type { TabContents } from "../parts/tab.js";

const width = 300;
const [top, plotHeight, axisHeight] = [4, 38, 16];
/** Room for the range, beside the curve that has it. */
const gutter = 46;
const bottom = top + plotHeight;
const plot = { x: 1, y: top + 1, width: width - gutter - 2, height: plotHeight - 2 };

/**
 * The live numbers of a node, each with its history.
 *
 *     div.histories > section.history[data-measure] ×n
 *       div.history-line > span.label + span.value + div.picture-buttons
 *       svg.spark-frame
 *     p.no-statistics
 *     details.numbers-of
 */
export function drawHistories(panel: HtmlSelection, contents: TabContents): void {
  const { node, live, actions } = contents;
  const histories = historiesOf(node.id, live);
  const sections = childOf(panel, "div", "histories")
    .selectAll<HTMLElement, History>("section.history")
    .data(histories, ({ measure }) => measure.id)
    .join((enter) =>
      enter
        .append("section")
        .attr("class", "history")
        .attr("data-measure", ({ measure }) => measure.id),
    );
  updateAttribute(sections, "class", ({ values }) =>
    values.some(Number.isFinite) ? "history" : "history is-empty",
  );
  sections.each(function (history) {
    const section: HtmlSelection = select<HTMLElement, unknown>(this);
    const line = childOf(section, "div", "history-line");
    updateText(childOf(line, "span", "label"), () => history.measure.title);
    updateText(childOf(line, "span", "value"), () => history.now);
    const svg = svgOf(section, "spark-frame");
    drawHistory(svg, history, { steps: live.steps, hue: hueClass(hueOf(node.id)) });
    drawOnNewInputs(section, [node, actions], () => {
      const name = `${nameOf(node.id)}-${history.measure.id}`;
      drawPictureButtons({ section, line, svg, name }, actions);
    });
  });
  updateText(childOf(panel, "p", "no-statistics"), () =>
    live.step === null ? t("No statistics yet: they come while a run trains.") : "",
  );
  drawTableDetails(panel, [node, live], () => historyTable(histories, live.steps));
}

/**
 * A history from its first step to its last; its least and its most value are named where they lie.
 *
 *     svg.spark-frame[role=img]
 *       path.spark
 *       line.axis
 *       text.most, text.least, text.first-step, text.last-step
 */
function drawHistory(
  svg: SvgSelection,
  history: History,
  { steps, hue }: { readonly steps: readonly number[]; readonly hue: string },
): void {
  updateAttribute(svg, "role", () => "img");
  updateAttribute(svg, "viewBox", () => `0 0 ${width} ${bottom + axisHeight}`);
  updateAttribute(svg, "aria-label", () => historyText(history));
  const spark = svg.selectAll<SVGPathElement, null>("path").data([null]).join("path");
  updateAttribute(spark, "class", () => `spark ${hue}`);
  updateAttribute(spark, "d", () => sparkPath(history.values, plot, steps));
  svg
    .selectAll<SVGLineElement, null>("line")
    .data([null])
    .join((enter) =>
      enter
        .append("line")
        .attr("class", "axis")
        .attr("x2", width - gutter)
        .attr("y1", bottom)
        .attr("y2", bottom),
    );
  drawRange(svg, history);
}

interface End {
  readonly className: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}

/** Letters that stand closer run into each other. */
const lineHeight = 11;

/** Baselines beside the curve: at the values' heights, and apart where these lie close together. */
function baselinesOf(values: History["values"]): Record<"least" | "most", number> {
  const scale = sparkScale(values, plot);
  const [most, least] = scale === null ? [0, 0] : [scale.yOf(scale.most), scale.yOf(scale.least)];
  const middle = scale === null ? top + plotHeight / 2 : (most + least) / 2;
  const apart = Math.max(least - most, lineHeight);
  // So that the middle of a digit, not its foot, is at the value.
  const foot = 4;
  return { most: middle - apart / 2 + foot, least: middle + apart / 2 + foot };
}

function drawRange(svg: SvgSelection, { range, values }: History): void {
  const beside = width - gutter + 4;
  const { most, least } = baselinesOf(values);
  const below = bottom + axisHeight - 4;
  const ends: readonly End[] =
    range === null
      ? []
      : [
          { className: "most", text: range.most, x: beside, y: most, anchor: "start" },
          // What is written the same is written once.
          ...(range.least === range.most
            ? []
            : [
                {
                  className: "least",
                  text: range.least,
                  x: beside,
                  y: least,
                  anchor: "start" as const,
                },
              ]),
          {
            className: "first-step",
            text: t("step {0}", range.firstStep),
            x: 0,
            y: below,
            anchor: "start",
          },
          {
            className: "last-step",
            text: range.lastStep,
            x: width - gutter,
            y: below,
            anchor: "end",
          },
        ];
  const texts = svg
    .selectAll<SVGTextElement, End>("text")
    .data(ends, ({ className }) => className)
    .join((enter) =>
      enter
        .append("text")
        .attr("class", ({ className }) => className)
        .attr("text-anchor", ({ anchor }) => anchor)
        .attr("x", ({ x }) => x),
    )
    .order();
  updateAttribute(texts, "y", ({ y }) => String(round(y)));
  updateText(texts, ({ text }) => text);
}
