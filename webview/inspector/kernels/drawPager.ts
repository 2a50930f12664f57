import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { updateText } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import type { GridPart } from "../parts/gridPad.js";
import type { Sheet } from "./sheet.js";
import { pageTexts } from "./sheetTexts.js";

interface Axis {
  readonly id: "rows" | "columns";
  readonly text: string;
  readonly steps: readonly PageStep[];
}

interface PageStep {
  readonly id: "before" | "after";
  readonly label: string;
  readonly sign: string;
  /** Where it leads; null where there is no such page. */
  readonly to: Cell | null;
}

/**
 * Which part of the kernels is shown, and the way to the others.
 *
 *     div.pagers > div.pager[data-axis] ×0–2 > button ×2 + span
 */
export function drawPager(
  frame: HtmlSelection,
  place: { readonly sheet: Sheet; readonly page: GridPart; readonly chosen: Cell },
  choose: (cell: Cell) => void,
): void {
  const pagers = childOf(frame, "div", "pagers")
    .selectAll<HTMLDivElement, Axis>("div.pager")
    .data(axesOf(place), ({ id }) => id)
    .join((enter) => {
      const pager = enter.append("div").attr("class", "pager");
      pager.attr("data-axis", ({ id }) => id).append("span");
      return pager;
    })
    .order();
  updateText(pagers.select<HTMLElement>("span"), ({ text }) => text);
  pagers
    .selectAll<HTMLButtonElement, PageStep>("button")
    .data(
      ({ steps }) => steps,
      ({ id }) => id,
    )
    .join((enter) =>
      enter
        .append("button")
        .attr("type", "button")
        .attr("class", "tool")
        .text(({ sign }) => sign),
    )
    .attr("aria-label", ({ label }) => label)
    .attr("title", ({ label }) => label)
    // Not `disabled`: a button that is pressed for the last page keeps the focus.
    .attr("aria-disabled", ({ to }) => String(to === null))
    .on("click", (_event, { to }) => {
      if (to !== null) choose(to);
    });
}

function axesOf({
  sheet,
  page,
  chosen,
}: {
  readonly sheet: Sheet;
  readonly page: GridPart;
  readonly chosen: Cell;
}): readonly Axis[] {
  const texts = pageTexts(sheet, page);
  const to = (row: number, column: number): Cell | null =>
    row < 0 || column < 0 || row >= sheet.rows || column >= sheet.columns ? null : { row, column };
  const axis = (id: Axis["id"], before: Cell | null, after: Cell | null): readonly Axis[] => {
    const text = texts[id];
    const steps: readonly PageStep[] = [
      { id: "before", label: t("Page before"), sign: "‹", to: before },
      { id: "after", label: t("Next page"), sign: "›", to: after },
    ];
    return text === null ? [] : [{ id, text, steps }];
  };
  return [
    ...axis(
      "rows",
      to(page.row - sheet.pageRows, chosen.column),
      to(page.row + sheet.pageRows, chosen.column),
    ),
    ...axis(
      "columns",
      to(chosen.row, page.column - sheet.pageColumns),
      to(chosen.row, page.column + sheet.pageColumns),
    ),
  ];
}
