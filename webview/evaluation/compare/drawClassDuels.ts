import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { ClassDuel } from "../comparison.js";
import { pointsText } from "./comparisonTexts.js";

interface Column {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly text: (duel: ClassDuel) => string;
}

const columns: readonly Column[] = [
  { id: "recall-own", title: t("Recall A"), text: ({ recall }) => formatShare(recall.own) },
  { id: "recall-other", title: t("Recall B"), text: ({ recall }) => formatShare(recall.other) },
  {
    ...{ id: "recall-gap", title: t("Points") },
    text: ({ recall }) => pointsText(recall.own, recall.other),
  },
  {
    ...{ id: "alone", title: t("Right in A or B alone") },
    text: ({ onlyOwn, onlyOther }) => `${formatCount(onlyOwn)} : ${formatCount(onlyOther)}`,
  },
  {
    ...{ id: "chance", title: t("Hardly chance") },
    hint: t(
      "By McNemar's exact test over the images of the class, at one in twenty for all classes together (Holm)",
    ),
    text: ({ isBeyondChance }) => (isBeyondChance ? t("yes") : "–"),
  },
  {
    id: "precision-own",
    title: t("Precision A"),
    text: ({ precision }) => formatShare(precision.own),
  },
  {
    id: "precision-other",
    title: t("Precision B"),
    text: ({ precision }) => formatShare(precision.other),
  },
  {
    ...{ id: "precision-gap", title: t("Points") },
    text: ({ precision }) => pointsText(precision.own, precision.other),
  },
];

/**
 * How the two do class by class; a class that is chosen is that of the images beside.
 *
 *     div.table-frame > table.numbers > thead > tr > th ×n, tbody > tr ×n > th > button, td ×n
 */
export function drawClassDuels(
  place: HtmlSelection,
  duels: readonly ClassDuel[],
  chosen: number | null,
  choose: (label: number | null) => void,
): void {
  const frame = childOf(place, "div", "table-frame");
  const table = childOf(frame, "table", "numbers");
  childOf(childOf(table, "thead", "head"), "tr", "titles")
    .selectAll<HTMLTableCellElement, Pick<Column, "title" | "hint">>("th")
    .data<Pick<Column, "title" | "hint">>([{ title: t("Class") }, ...columns])
    .join("th")
    .attr("scope", "col")
    .attr("title", ({ hint }) => hint ?? null)
    .text(({ title }) => title);
  const rows = childOf(table, "tbody", "body")
    .selectAll<HTMLTableRowElement, ClassDuel>("tr")
    .data(duels, ({ label }) => label)
    .join((enter) => {
      const row = enter.append("tr");
      row.append("th").attr("scope", "row").append("button").attr("type", "button");
      return row;
    });
  const isChosen = ({ label }: ClassDuel): boolean => label === chosen;
  rows.classed("is-chosen", isChosen).classed("is-beyond", ({ isBeyondChance }) => isBeyondChance);
  const names = rows.select<HTMLButtonElement>("th button");
  updateAttribute(names, "aria-pressed", (duel) => String(isChosen(duel)));
  updateText(names, ({ name }) => name);
  updateAttribute(names, "title", ({ name }) => name);
  names.on("click", (_, duel) => {
    choose(isChosen(duel) ? null : duel.label);
  });
  const cells = rows
    .selectAll<HTMLTableCellElement, { readonly id: string; readonly text: string }>("td")
    .data(
      (duel) => columns.map(({ id, text }) => ({ id, text: text(duel) })),
      ({ id }) => id,
    )
    .join((enter) => enter.append("td").attr("data-column", ({ id }) => id));
  updateText(cells, ({ text }) => text);
}
