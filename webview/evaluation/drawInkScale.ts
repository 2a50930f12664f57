import { childOf, type HtmlSelection } from "../marks/dom.js";
import { updateText, updateVariable } from "../marks/update.js";
import { formatCount, formatShare } from "../words/format.js";
import type { CellMode } from "./evaluationView.js";
import type { MatrixContent } from "./matrixContent.js";

/** What the two colors are for. */
export type InkTitles = Readonly<Record<"right" | "mistakes", string>>;

/** As many steps are enough to see a scale by. */
const steps = 6;

/**
 * What the colors stand for: those of the diagonal, and those of mistakes.
 *
 *     div.ink-scale > div.scale.ID ×2 > span.label, span.least, i.ink ×n, span.most
 */
export function drawInkScale(
  place: HtmlSelection,
  {
    most,
    mode,
    scales,
  }: {
    readonly most: MatrixContent["most"];
    readonly mode: CellMode;
    readonly scales: InkTitles;
  },
): void {
  const format = mode === "counts" ? formatCount : formatShare;
  for (const id of ["right", "mistakes"] as const) {
    const [title, end] = [scales[id], most[id]];
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
