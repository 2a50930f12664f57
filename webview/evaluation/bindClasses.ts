import { computed } from "@preact/signals-core";
import { max } from "d3";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { updateAttribute, updateText, updateVariable } from "../marks/update.js";
import { drawOnChange } from "../state/binding/frame.js";
import { formatCount, formatMeasured, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { Choice } from "./choice.js";
import { classColumns, sortedClasses, type ClassColumn, type ClassSort } from "./classTable.js";
import type { EvaluationStores } from "./stores.js";
import type { ClassRow } from "./tested.js";

interface Column {
  readonly title: string;
  readonly hint: string;
  readonly text: (row: ClassRow) => string;
  /** As long as the bar is; null where there is none. */
  readonly share: ((row: ClassRow, mostLoss: number) => number) | null;
}

const columns: Readonly<Record<ClassColumn, Column>> = {
  name: { title: t("Class"), hint: "", text: ({ name }) => name, share: null },
  examples: {
    title: t("Images"),
    hint: t("Images of the class in the test set"),
    text: ({ examples }) => formatCount(examples),
    share: null,
  },
  precision: {
    title: t("Precision"),
    hint: t("The share of what is taken for the class that is of it"),
    text: ({ precision }) => formatShare(precision),
    share: ({ precision }) => precision ?? 0,
  },
  recall: {
    title: t("Recall"),
    hint: t("The share of the class that is taken for it"),
    text: ({ accuracy }) => formatShare(accuracy),
    share: ({ accuracy }) => accuracy,
  },
  loss: {
    title: t("Mean loss"),
    hint: t("The mean cross-entropy of the class's images"),
    text: ({ loss }) => formatMeasured(loss),
    share: ({ loss }, most) => (most > 0 ? loss / most : 0),
  },
};

/**
 * How it does class by class; a class that is chosen is marked in the matrix, and its mistakes are shown.
 *
 *     section.classes.class-table > h2, div.table-frame > table
 *       thead > tr > th[aria-sort] > button ×5
 *       tbody > tr ×n > th > button, td > span.bar, span.value ×4
 */
export function bindClasses(
  section: HtmlSelection,
  { view, testing }: Pick<EvaluationStores, "view" | "testing">,
  openImages: () => void,
): void {
  section.classed("class-table", true);
  childOf(section, "h2", "title").text(t("Class by class"));
  const table = childOf(childOf(section, "div", "table-frame"), "table", "numbers");
  const head = childOf(childOf(table, "thead", "head"), "tr", "titles");
  const body = childOf(table, "tbody", "body");
  const rows = computed(() => sortedClasses(testing.tested.value?.classes ?? [], view.sort.value));
  drawOnChange(
    () => view.sort.value,
    (sort) => {
      drawTitles(head, sort, (column) => {
        view.sortBy(column);
      });
    },
  );
  drawOnChange(
    () => ({ rows: rows.value, choice: view.choice.value }),
    ({ rows: next, choice }) => {
      drawRows(body, next, choice, (label) => {
        view.choice.value = { kind: "class", label };
        openImages();
      });
    },
  );
}

function drawTitles(
  head: HtmlSelection,
  sort: ClassSort,
  sortBy: (column: ClassColumn) => void,
): void {
  const titles = head
    .selectAll<HTMLTableCellElement, ClassColumn>("th")
    .data(classColumns, (column) => column)
    .join((enter) => {
      const title = enter.append("th").attr("scope", "col");
      title
        .append("button")
        .attr("type", "button")
        .attr("title", (column) => columns[column].hint || null)
        .text((column) => columns[column].title)
        .on("click", (_, column) => {
          sortBy(column);
        });
      return title;
    });
  updateAttribute(titles, "aria-sort", (column) => {
    if (column !== sort.column) return null;
    return sort.isDescending ? "descending" : "ascending";
  });
}

interface Cell {
  readonly column: ClassColumn;
  readonly text: string;
  readonly share: number | null;
}

function drawRows(
  body: HtmlSelection,
  rows: readonly ClassRow[],
  choice: Choice,
  choose: (label: number) => void,
): void {
  const mostLoss = max(rows, ({ loss }) => loss) ?? 0;
  const lines = body
    .selectAll<HTMLTableRowElement, ClassRow>("tr")
    .data(rows, ({ label }) => label)
    .join((enter) => {
      const row = enter.append("tr").attr("data-class", ({ label }) => label);
      row.append("th").attr("scope", "row").append("button").attr("type", "button");
      return row;
    })
    .order();
  const isChosen = ({ label }: ClassRow): boolean =>
    choice.kind === "class" && choice.label === label;
  lines.classed("is-chosen", isChosen);
  const names = lines.select<HTMLButtonElement>("th button");
  names.on("click", (_, { label }) => {
    choose(label);
  });
  updateAttribute(names, "aria-pressed", (row) => String(isChosen(row)));
  updateText(names, ({ name }) => name);
  updateAttribute(names, "title", ({ name }) => name);
  const cells = lines
    .selectAll<HTMLTableCellElement, Cell>("td")
    .data(
      (row) => cellsOf(row, mostLoss),
      ({ column }) => column,
    )
    .join((enter) => {
      const cell = enter.append("td").attr("data-column", ({ column }) => column);
      cell
        .filter(({ share }) => share !== null)
        .append("span")
        .attr("class", "bar");
      cell.append("span").attr("class", "value");
      return cell;
    });
  updateVariable(cells, "--share", ({ share }) =>
    share === null ? null : `${(share * 100).toFixed(1)}%`,
  );
  updateText(cells.select<HTMLElement>(".value"), ({ text }) => text);
}

function cellsOf(row: ClassRow, mostLoss: number): readonly Cell[] {
  return classColumns
    .filter((column) => column !== "name")
    .map((column) => {
      const { text, share } = columns[column];
      return { column, text: text(row), share: share === null ? null : share(row, mostLoss) };
    });
}
