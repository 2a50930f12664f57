import type { Selection } from "d3";
import type { HtmlSelection } from "../marks/dom.js";
import { t } from "../words/l10n.js";
import { updateText } from "../marks/update.js";
import { updateAttributes } from "./attributes.js";
import type { LegendEntry, LegendValue } from "./chartReading.js";

/**
 * What the curves of a chart are, each with its value in every run.
 *
 *     dl > div[data-metric] > dt > button
 *                             dd.place-N ×n > span.letter, span.value
 */
export function drawLegend(
  list: HtmlSelection,
  entries: readonly LegendEntry[],
  toggle: (metric: string) => void,
): void {
  const rows = list
    .selectAll<HTMLDivElement, LegendEntry>("div")
    .data(entries, ({ id }) => id)
    .join((enter) => {
      const row = enter.append("div").attr("data-metric", ({ id }) => id);
      row.append("dt");
      return row;
    });
  updateAttributes(rows, {
    class: ({ rank, isHidden }) => `rank-${rank}${isHidden ? " is-hidden" : ""}`,
  });
  drawSwitches(rows, toggle);
  drawValues(rows);
}

type Rows = Selection<HTMLDivElement, LegendEntry, HTMLElement, unknown>;

function drawSwitches(rows: Rows, toggle: (metric: string) => void): void {
  const buttons = rows
    .select<HTMLElement>("dt")
    .selectAll<HTMLButtonElement, LegendEntry>("button")
    .data(
      (entry) => (entry.label === "" ? [] : [entry]),
      ({ id }) => id,
    )
    .join((enter) =>
      enter
        .append("button")
        .attr("type", "button")
        .on("click", (_event, { id }) => {
          toggle(id);
        }),
    );
  updateAttributes(buttons, {
    "aria-pressed": ({ isHidden }) => String(!isHidden),
    title: ({ isHidden }) => (isHidden ? t("Show the curve") : t("Hide the curve")),
  });
  updateText(buttons, ({ label }) => label);
}

function drawValues(rows: Rows): void {
  const values = rows
    .selectAll<HTMLElement, LegendValue>("dd")
    .data(
      (entry) => entry.values,
      ({ id }) => id,
    )
    .join((enter) => {
      const value = enter.append("dd");
      value.append("span").attr("class", "letter");
      value.append("span").attr("class", "value");
      return value;
    });
  updateAttributes(values, { class: ({ place }) => `place-${place}` });
  updateText(values.select<HTMLElement>(".letter"), ({ letter }) => letter);
  updateText(values.select<HTMLElement>(".value"), ({ text }) => text);
}
