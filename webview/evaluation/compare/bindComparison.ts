import { computed, signal, type Signal } from "@preact/signals-core";
import { drawAskingBar } from "../../marks/askingBar.js";
import { childOf, elementOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { t } from "../../words/l10n.js";
import type { Comparing } from "../comparing.js";
import type { ComparedChoice } from "../comparison.js";
import type { EvaluationStores } from "../stores.js";
import { bindComparedImages, type ComparedLeads } from "./bindComparedImages.js";
import { bindMatrices } from "./bindMatrices.js";
import { bindOthers, titlesOf } from "./bindOthers.js";
import { compareBar, verdictOf } from "./comparisonTexts.js";
import { drawClassDuels } from "./drawClassDuels.js";

const firstChoice: ComparedChoice = { kind: "side", side: "onlyOwn", label: null };

/**
 * The shown run, A, beside other weights, B.
 *
 *     section.comparison
 *       h2, div.compare-tools     by `bindOthers`
 *       div.compare-bar.asking-bar
 *       div.verdict > p ×n
 *       div.compared ×2, div.difference            by `bindMatrices`
 *       div.compare-images        by `bindComparedImages`
 *       div.duels.class-table     by `drawClassDuels`
 */
export function bindComparison(
  section: HtmlSelection,
  stores: EvaluationStores,
  leads: ComparedLeads,
): void {
  const { comparing } = stores;
  childOf(section, "h2", "title").text(t("Beside another moment or run"));
  bindOthers(childOf(section, "div", "compare-tools"), stores);
  bindBar(childOf(section, "div", "compare-bar").classed("asking-bar", true), comparing);
  const isEmpty = computed(() => comparing.comparison.value === null);
  drawOnChange(
    () => isEmpty.value,
    (empty) => {
      section.classed("is-empty", empty);
    },
  );
  const verdict = childOf(section, "div", "verdict");
  drawOnChange(
    () => comparing.comparison.value,
    (comparison) => {
      if (comparison === null) return;
      const lines = verdict
        .selectAll<HTMLParagraphElement, string>("p")
        .data(verdictOf(comparison))
        .join("p");
      updateText(lines, (line) => line);
    },
  );
  const choice = signal<ComparedChoice>(firstChoice);
  const back = bindMatrices(section, stores, {
    ...{ choice, titles: titlesOf(stores) },
    openImages: (isByKey) => {
      elementOf(images).scrollIntoView({ block: "nearest" });
      if (isByKey) list.focus();
    },
  });
  const images = childOf(section, "div", "compare-images");
  const list = bindComparedImages(images, stores, { ...leads, choice, leave: back });
  bindDuels(childOf(section, "div", "duels").classed("class-table", true), comparing, choice);
}

function bindDuels(
  place: HtmlSelection,
  { comparison: compared }: Pick<Comparing, "comparison">,
  choice: Signal<ComparedChoice>,
): void {
  drawOnChange(
    () => ({ comparison: compared.value, choice: choice.value }),
    ({ comparison, choice: chosen }) => {
      if (comparison === null) return;
      const label = chosen.kind === "side" ? chosen.label : null;
      drawClassDuels(place, comparison.classes, label, (next) => {
        const side = chosen.kind === "side" ? chosen.side : "onlyOwn";
        choice.value = { kind: "side", side, label: next };
      });
    },
  );
}

function bindBar(bar: HtmlSelection, comparing: Comparing): void {
  drawOnChange(
    () => ({
      ...{ other: comparing.other.value, standing: comparing.testing.standing.value },
      hasAnswer: comparing.testing.tested.value !== null,
      isComparable: comparing.comparison.value !== null,
    }),
    ({ other, ...asked }) => {
      bar.property("hidden", other === null);
      if (other === null) return;
      const ask = (): void => void comparing.testing.ask();
      const cancel = (): void => {
        comparing.testing.cancel();
      };
      drawAskingBar(bar, compareBar({ ...asked, ask, cancel }));
    },
  );
}
