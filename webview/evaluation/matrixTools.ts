import type { ReadonlySignal } from "@preact/signals-core";
import type { HtmlSelection } from "../marks/dom.js";
import { drawOnChange } from "../state/binding/frame.js";
import { t } from "../words/l10n.js";
import { drawSelect } from "./drawSelect.js";
import { cellModes, type CellMode, type EvaluationView } from "./evaluationView.js";
import { classOrders, type ClassOrder } from "./classOrder.js";

const modeTexts: Readonly<Record<CellMode, string>> = {
  counts: t("Images"),
  rows: t("Share of the row, in %"),
  columns: t("Share of the column, in %"),
};

const orderTexts: Readonly<Record<ClassOrder, string>> = {
  together: t("Confusions together"),
  confused: t("Most confused first"),
  set: t("As in the data set"),
};

/** What the cells say, and how the classes are ordered: two lists by `drawSelect`. */
export function bindMatrixTools(
  tools: HtmlSelection,
  view: Pick<EvaluationView, "mode" | "classOrder">,
  order: ReadonlySignal<ClassOrder>,
): void {
  drawOnChange(
    () => [view.mode.value, order.value] as const,
    ([mode, chosenOrder]) => {
      drawSelect(
        tools,
        { name: "mode", title: t("Cells"), values: cellModes, chosen: mode, texts: modeTexts },
        (next) => {
          view.mode.value = next;
        },
      );
      drawSelect(
        tools,
        {
          ...{ name: "order", title: t("Order"), values: classOrders, chosen: chosenOrder },
          texts: orderTexts,
        },
        (next) => {
          view.classOrder.value = next;
        },
      );
    },
  );
}
