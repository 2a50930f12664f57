import { computed, signal } from "@preact/signals-core";
import { drawAskingBar } from "../../marks/askingBar.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { bindMatrix } from "../bindMatrix.js";
import { bindTileList, type ListedTiles } from "../bindTileList.js";
import { allMistakes, type Choice } from "../choice.js";
import { drawSelect } from "../drawSelect.js";
import type { EvaluationStores } from "../stores.js";
import type { Comparing } from "../comparing.js";
import { comparedExamples, sides, type ComparedChoice, type Side } from "../comparison.js";
import { comparedTitle, compareBar, runTitle, verdictOf } from "./comparisonTexts.js";
import { differenceContent } from "./differenceContent.js";
import { drawClassDuels } from "./drawClassDuels.js";

const sideTexts: Readonly<Record<Side, string>> = {
  onlyOwn: t("Right in A alone"),
  onlyOther: t("Right in B alone"),
  neither: t("Right in neither"),
};

const firstChoice: ComparedChoice = { kind: "side", side: "onlyOwn", label: null };

/**
 * The shown run, A, beside another, B.
 *
 *     section.comparison
 *       h2, div.compare-tools > label.other-run, div.compare-bar.asking-bar
 *       div.verdict > p ×n
 *       div.difference            by `bindMatrix`
 *       div.compare-images > h3, div.images-tools > label.side, p.count, div.tiles-frame, p.reading
 *       div.duels                 by `drawClassDuels`
 */
export function bindComparison(
  section: HtmlSelection,
  stores: EvaluationStores,
  leads: Pick<ListedTiles, "send" | "near">,
): void {
  const { comparing } = stores;
  childOf(section, "h2", "title").text(t("Beside another run"));
  bindRuns(childOf(section, "div", "compare-tools"), comparing);
  bindBar(childOf(section, "div", "compare-bar").classed("asking-bar", true), comparing);
  const isEmpty = computed(() => comparing.comparison.value === null);
  drawOnChange(
    () => isEmpty.value,
    (empty) => {
      section.classed("is-empty", empty);
    },
  );
  drawOnChange(
    () => comparing.comparison.value,
    (comparison) => {
      if (comparison === null) return;
      const lines = childOf(section, "div", "verdict")
        .selectAll<HTMLParagraphElement, string>("p")
        .data(verdictOf(comparison))
        .join("p");
      updateText(lines, (line) => line);
    },
  );
  const choice = signal<ComparedChoice>(firstChoice);
  const difference = childOf(section, "div", "difference");
  const images = childOf(section, "div", "compare-images");
  const list = bindComparedImages(images, stores, { ...leads, comparing, choice, difference });
  bindDifference(difference, stores, { comparing, choice, focus: list.focus });
  const duels = childOf(section, "div", "duels");
  drawOnChange(
    () => ({ comparison: comparing.comparison.value, choice: choice.value }),
    ({ comparison, choice: chosen }) => {
      if (comparison === null) return;
      const label = chosen.kind === "side" ? chosen.label : null;
      drawClassDuels(duels, comparison.classes, label, (next) => {
        const side = chosen.kind === "side" ? chosen.side : "onlyOwn";
        choice.value = { kind: "side", side, label: next };
      });
    },
  );
}

function bindRuns(tools: HtmlSelection, comparing: Comparing): void {
  drawOnChange(
    () => [comparing.runs.value, comparing.run.value] as const,
    ([found, chosen]) => {
      const runs = found.kind === "ready" ? found.runs : [];
      const none = "";
      const texts: Record<string, string> = { [none]: t("No other run") };
      for (const run of runs) texts[run.id] = runTitle(run, document.documentElement.lang || "en");
      const values = [none, ...runs.map(({ id }) => id)];
      drawSelect(
        tools,
        { name: "other-run", title: t("Compare with"), values, chosen: chosen ?? none, texts },
        (next) => {
          comparing.choose(next === none ? null : next);
        },
      );
      const text =
        found.kind === "failed"
          ? found.message
          : found.kind === "ready" && runs.length === 0
            ? t("There is no other run with weights and with the same classes.")
            : "";
      updateText(childOf(tools, "p", "state"), () => text);
    },
  );
  // Others may have been trained since.
  tools.on("focusin", () => void comparing.read());
}

function bindBar(bar: HtmlSelection, comparing: Comparing): void {
  drawOnChange(
    () => ({
      ...{ run: comparing.run.value, standing: comparing.testing.standing.value },
      hasAnswer: comparing.testing.tested.value !== null,
      isComparable: comparing.comparison.value !== null,
    }),
    ({ run, ...asked }) => {
      bar.property("hidden", run === null);
      if (run === null) return;
      const ask = (): void => void comparing.testing.ask();
      const cancel = (): void => {
        comparing.testing.cancel();
      };
      drawAskingBar(bar, compareBar({ ...asked, ask, cancel }));
    },
  );
}

interface Chosen {
  readonly comparing: Comparing;
  readonly choice: { value: ComparedChoice };
}

function bindDifference(
  place: HtmlSelection,
  { view, testing }: EvaluationStores,
  { comparing, choice, focus }: Chosen & { readonly focus: () => void },
): void {
  const cell = signal<Choice>(allMistakes);
  const { mode, classOrder } = view;
  bindMatrix(
    place,
    {
      ...{ id: "gap", title: t("What B has more and less of"), hasTools: false },
      scales: { right: t("Better"), mistakes: t("Worse") },
      contentOf: (_, order, shown) => {
        const comparison = comparing.comparison.value;
        return comparison && differenceContent(comparison, order, shown);
      },
    },
    { view: { mode, classOrder, choice: cell }, testing },
    (isByKey) => {
      const chosen = cell.peek();
      if (chosen.kind === "cell") choice.value = { ...chosen };
      if (chosen.kind === "class") {
        choice.value = { kind: "side", side: "onlyOwn", label: chosen.label };
      }
      if (isByKey) focus();
    },
  );
}

function bindComparedImages(
  place: HtmlSelection,
  { testing, tiles }: EvaluationStores,
  {
    comparing,
    choice,
    difference,
    send,
    near,
  }: Chosen & Pick<ListedTiles, "send" | "near"> & { readonly difference: HtmlSelection },
): { readonly focus: () => void } {
  const heading = childOf(place, "h3", "title");
  const tools = childOf(place, "div", "images-tools");
  const examples = computed((): readonly number[] => {
    const comparison = comparing.comparison.value;
    return comparison === null ? [] : comparedExamples(comparison, choice.value);
  });
  const title = computed(() => {
    const comparison = comparing.comparison.value;
    return comparison === null ? "" : comparedTitle(comparison, choice.value);
  });
  drawOnChange(
    () => ({ choice: choice.value, title: title.value, count: examples.value.length }),
    ({ choice: chosen, title: text, count }) => {
      if (text === "") return;
      updateText(heading, () => text);
      const [side, label] = chosen.kind === "side" ? [chosen.side, chosen.label] : [sides[0], null];
      drawSelect(
        tools,
        { name: "side", title: t("Images"), values: sides, chosen: side, texts: sideTexts },
        (next) => {
          choice.value = { kind: "side", side: next, label };
        },
      );
      updateText(childOf(tools, "p", "count"), () => t("{0} images", formatCount(count)));
    },
  );
  return bindTileList(place, {
    ...{ id: "compared", examples, title, tiles, send, near },
    ...{ tested: testing.tested, other: comparing.testing.tested },
    leave: () => {
      difference.select<SVGElement>(".matrix").node()?.focus();
    },
  });
}
