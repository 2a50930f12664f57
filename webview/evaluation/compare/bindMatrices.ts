import { batch, signal, type Signal } from "@preact/signals-core";
import { max } from "d3";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { bindMatrix } from "../bindMatrix.js";
import { allMistakes, type Choice } from "../choice.js";
import type { Comparison, ComparedChoice, TakenBy } from "../comparison.js";
import type { CellMode } from "../evaluationView.js";
import { matrixContent, mostOf, type MatrixContent } from "../matrixContent.js";
import type { EvaluationStores } from "../stores.js";
import { differenceContent } from "./differenceContent.js";

interface Compared {
  readonly choice: Signal<ComparedChoice>;
  /** Of which weights the two are. */
  readonly titles: { readonly own: () => string; readonly other: () => string };
  /** Shows the images of what was chosen; by key the focus goes to them. */
  readonly openImages: (isByKey: boolean) => void;
}

/**
 * The matrices of both by one scale, with the classes in the same order, and what differs.
 *
 *     div.compared.own, div.compared.other, div.difference            by `bindMatrix`
 *
 * Returns what gives the keyboard back to the one of which the images are.
 */
export function bindMatrices(
  section: HtmlSelection,
  { view, testing, comparing }: EvaluationStores,
  { choice, titles, openImages }: Compared,
): () => void {
  const { mode, classOrder } = view;
  const cells = { own: signal(allMistakes), other: signal(allMistakes), one: signal(allMistakes) };
  const places: Readonly<Record<TakenBy, HtmlSelection>> = {
    own: childOf(section, "div", "own").classed("compared", true),
    other: childOf(section, "div", "other").classed("compared", true),
    one: childOf(section, "div", "difference"),
  };
  let last: TakenBy = "one";
  const chooseIn =
    (by: TakenBy) =>
    (isByKey: boolean): void => {
      last = by;
      const chosen = cells[by].peek();
      batch(() => {
        for (const each of takers) if (each !== by) cells[each].value = allMistakes;
        choice.value = comparedChoiceOf(chosen, by) ?? choice.peek();
      });
      openImages(isByKey);
    };
  const bind = (
    by: TakenBy,
    kind: Pick<Parameters<typeof bindMatrix>[1], "id" | "title" | "scales">,
    contentOf: (comparison: Comparison, order: readonly number[], mode: CellMode) => MatrixContent,
  ): void => {
    bindMatrix(
      places[by],
      {
        ...{ ...kind, hasTools: false },
        contentOf: (_, order, shown) => {
          const comparison = comparing.comparison.value;
          return comparison && contentOf(comparison, order, shown);
        },
      },
      { view: { mode, classOrder, choice: cells[by] }, testing },
      chooseIn(by),
    );
  };
  const scales = { right: t("Right"), mistakes: t("Mistakes") };
  bind("own", { id: "cell-a", title: titles.own, scales }, ({ own, other }, order, shown) =>
    matrixContent(own, order, shown, mostOfBoth([own, other], order, shown)),
  );
  bind("other", { id: "cell-b", title: titles.other, scales }, ({ own, other }, order, shown) =>
    matrixContent(other, order, shown, mostOfBoth([own, other], order, shown)),
  );
  const gap = {
    ...{ id: "gap", title: () => t("What B has more and less of") },
    scales: { right: t("Better"), mistakes: t("Worse") },
  };
  bind("one", gap, differenceContent);
  return () => {
    const matrix = places[last].select<SVGElement>(".matrix").node();
    matrix?.focus();
  };
}

const takers: readonly TakenBy[] = ["own", "other", "one"];

function comparedChoiceOf(chosen: Choice, by: TakenBy): ComparedChoice | null {
  switch (chosen.kind) {
    case "cell":
      return { ...chosen, by };
    case "class":
      return { kind: "side", side: "onlyOwn", label: chosen.label };
    case "mistakes":
      return null;
  }
}

function mostOfBoth(
  both: readonly Comparison["own"][],
  order: readonly number[],
  mode: CellMode,
): MatrixContent["most"] {
  const all = both.map((tested) => mostOf(tested, order, mode));
  return {
    right: max(all, ({ right }) => right) ?? 0,
    mistakes: max(all, ({ mistakes }) => mistakes) ?? 0,
  };
}
