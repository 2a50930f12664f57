import { childOf, type HtmlSelection } from "../marks/dom.js";
import { updateText, updateVariable } from "../marks/update.js";
import { formatCount, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { CellMode } from "./evaluationView.js";
import type { MatrixContent } from "./matrixContent.js";

interface Scale {
  readonly id: "right" | "mistakes";
  readonly title: string;
  readonly most: number;
}

/** As many steps are enough to see a scale by. */
const steps = 6;

/**
 * What the colors stand for: those of the diagonal, and those of mistakes.
 *
 *     div.ink-scale > div.scale.ID ×2 > span.label, span.least, i.ink ×n, span.most
 */
export function drawInkScale(
  place: HtmlSelection,
  most: MatrixContent["most"],
  mode: CellMode,
): void {
  const format = mode === "counts" ? formatCount : formatShare;
  const scales: readonly Scale[] = [
    { id: "right", title: t("Right"), most: most.right },
    { id: "mistakes", title: t("Mistakes"), most: most.mistakes },
  ];
  for (const { id, title, most: end } of scales) {
    const scale = childOf(place, "div", id);
    updateText(childOf(scale, "span", "label"), () => title);
    updateText(childOf(scale, "span", "least"), () => "0");
    const inks = childOf(scale, "span", "inks")
      .attr("aria-hidden", "true")
      .selectAll<HTMLElement, number>("i")
      .data(Array.from({ length: steps }, (_, step) => step / (steps - 1)))
      .join("i");
    updateVariable(inks, "--share", (share) => `${share * 100}%`);
    updateText(childOf(scale, "span", "most"), () => format(end));
  }
}
