import type { SeenImage } from "../../../model/asking/seenImage.js";
import type { HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { likeliestOf, type Likely } from "./likeliest.js";

const toldClasses = 3;

/**
 *     ol.likeliest > li ×3 > span.class, span.bar, span.percent
 *
 * Empty where they are to come, in the room that they will take.
 */
export function drawLikeliest(
  list: HtmlSelection,
  seen: SeenImage | null,
  isToCome: boolean,
): void {
  const rows = list
    .attr("hidden", seen === null && !isToCome ? "" : null)
    .attr("aria-label", t("What the network takes it for"))
    .selectAll<HTMLLIElement, Likely>("li")
    .data(seen === null ? [] : likeliestOf(seen, toldClasses), ({ label }) => label)
    .join((enter) => {
      const row = enter.append("li");
      row.append("span").attr("class", "class");
      row.append("span").attr("class", "bar").append("span");
      row.append("span").attr("class", "percent");
      return row;
    })
    .order()
    .classed("is-label", ({ label }) => label === seen?.label);
  updateText(
    rows.select<HTMLElement>(".class").attr("title", ({ name }) => name),
    ({ name }) => name,
  );
  rows
    .select<HTMLElement>(".bar > span")
    .style("inline-size", ({ probability }) => `${(100 * probability).toFixed(1)}%`);
  updateText(rows.select<HTMLElement>(".percent"), ({ probability }) => formatShare(probability));
}
