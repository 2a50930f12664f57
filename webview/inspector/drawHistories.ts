import { childOf, type HtmlSelection } from "../dom.js";
import { updateAttribute, updateText } from "../update.js";
import { formatCount } from "../format.js";
import { t } from "../l10n.js";
import { sparkPath } from "../layout/spark.js";
import { measures, type Measure } from "../measures.js";
import { pathNumberOf } from "../nodeText.js";
import { hueClass } from "../theme.js";
import { statisticsKept } from "../../model/run/state.js";
import type { TabContents } from "./tab.js";

const [width, height] = [300, 44];

interface History {
  readonly measure: Measure;
  readonly value: string;
  readonly values: readonly (number | null)[];
}

/**
 * The live numbers of a node, each with its history.
 *
 *     div.histories > section.history[data-measure]
 *       div.history-line > span.label + span.value
 *       svg.spark-frame[role=img] > path.spark
 *       p.measured-at
 */
export function drawHistories(
  panel: HtmlSelection,
  { node, live }: Pick<TabContents, "node" | "live">,
): void {
  const histories = measures.map((measure): History => {
    const value = measure.format(live.latest(node.id)?.[measure.id]);
    return { measure, value, values: live.history(node.id, measure.id, statisticsKept) };
  });
  const sections = childOf(panel, "div", "histories")
    .selectAll<HTMLElement, History>("section.history")
    .data(histories, ({ measure }) => measure.id)
    .join((enter) => {
      const section = enter
        .append("section")
        .attr("class", "history")
        .attr("data-measure", ({ measure }) => measure.id);
      const line = section.append("div").attr("class", "history-line");
      line.append("span").attr("class", "label");
      line.append("span").attr("class", "value");
      section
        .append("svg")
        .attr("class", "spark-frame")
        .attr("role", "img")
        .attr("viewBox", `0 0 ${width} ${height}`)
        .attr("preserveAspectRatio", "none")
        .append("path");
      return section;
    })
    .classed("is-empty", ({ values }) => !values.some(Number.isFinite));
  updateText(sections.select<HTMLElement>(".label"), ({ measure }) => measure.title);
  updateText(sections.select<HTMLElement>(".value"), ({ value }) => value);
  sections
    .select<SVGSVGElement>("svg")
    .attr("aria-label", ({ measure, value }) => t("{0}, now {1}", measure.title, value));
  updateAttribute(
    sections
      .select<SVGPathElement>("path")
      .attr("class", `spark ${hueClass(pathNumberOf(node.id))}`),
    "d",
    ({ values }) => sparkPath(values, { x: 1, y: 3, width: width - 2, height: height - 6 }),
  );
  updateText(childOf(panel, "p", "measured-at"), () =>
    live.step === null
      ? t("No statistics yet: they come while a run trains.")
      : t("Measured on the batch of step {0}.", formatCount(live.step)),
  );
}
