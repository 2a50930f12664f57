import type { SeenImage } from "../../../../model/asking/seenImage.js";
import { childOf, type HtmlSelection } from "../../../marks/dom.js";
import { updateText } from "../../../marks/update.js";
import { sides } from "../../../state/seeing/sides.js";
import { formatShare, pointsApart } from "../../../words/format.js";
import { t } from "../../../words/l10n.js";
import { comparedClasses, type ComparedClass } from "./comparedClasses.js";

const toldClasses = 4;

interface Share {
  readonly side: "first" | "second";
  readonly share: number;
}

/**
 * Class probabilities of both images side by side.
 *
 *     table.compared-classes
 *       caption.unseen, thead > tr > th ×4
 *       tbody > tr ×n > th, td[data-side] ×2 > span.bar > span, span.percent; td.difference
 */
export function drawComparedClasses(
  table: HtmlSelection,
  first: SeenImage | null,
  second: SeenImage | null,
): void {
  const isKnown = first !== null && second !== null;
  table.attr("hidden", isKnown ? null : "");
  if (!isKnown) return;
  updateText(childOf(table, "caption", "unseen"), () =>
    t("What the network takes both images for"),
  );
  childOf(childOf(table, "thead", "sides"), "tr", "names")
    .selectAll<HTMLTableCellElement, string>("th")
    .data([t("Class"), ...Object.values(sides)])
    .join((enter) => enter.append("th").attr("scope", "col"))
    .attr("title", (text) => (text === sides.difference ? t("In points of a hundred") : null))
    .text((text) => text);
  const rows = childOf(table, "tbody", "classes")
    .selectAll<HTMLTableRowElement, ComparedClass>("tr")
    .data(comparedClasses(first, second, toldClasses), ({ label }) => label)
    .join((enter) => {
      const row = enter.append("tr");
      row.append("th").attr("scope", "row");
      return row;
    })
    .order();
  updateText(
    rows.select<HTMLElement>("th").attr("title", ({ name }) => name),
    ({ name }) => name,
  );
  const shares = rows
    .selectAll<HTMLTableCellElement, Share>("td[data-side]")
    .data((each): readonly Share[] => [
      { side: "first", share: each.first },
      { side: "second", share: each.second },
    ])
    .join((enter) => {
      const cell = enter.append("td").attr("data-side", ({ side }) => side);
      const held = cell.append("div");
      held.append("span").attr("class", "bar").append("span");
      held.append("span").attr("class", "percent");
      return cell;
    });
  shares
    .select<HTMLElement>(".bar > span")
    .style("inline-size", ({ share }) => `${(100 * share).toFixed(1)}%`);
  updateText(shares.select<HTMLElement>(".percent"), ({ share }) => formatShare(share));
  const differences = rows
    .selectAll<HTMLTableCellElement, ComparedClass>("td.difference")
    .data((each) => [each])
    .join((enter) => enter.append("td").attr("class", "difference"));
  updateText(differences, (each) => pointsApart(each.second - each.first));
}
