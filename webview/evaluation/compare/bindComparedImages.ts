import { computed, type Signal } from "@preact/signals-core";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { bindTileList, type ListedTiles } from "../bindTileList.js";
import { comparedExamples, sides, type ComparedChoice, type Side } from "../comparison.js";
import { drawSelect } from "../drawSelect.js";
import type { EvaluationStores } from "../stores.js";
import { comparedTitle } from "./comparisonTexts.js";

/** Where an image leads to. */
export type ComparedLeads = Pick<ListedTiles, "send" | "near">;

interface ComparedImages extends ComparedLeads, Pick<ListedTiles, "leave"> {
  readonly choice: Signal<ComparedChoice>;
}

const texts: Readonly<Record<Side | "cell", string>> = {
  cell: t("Of the cell"),
  onlyOwn: t("Right in A alone"),
  onlyOther: t("Right in B alone"),
  neither: t("Right in neither"),
};

/**
 * The images of what is chosen of two.
 *
 *     div.compare-images > h3, div.images-tools > label.side, p.count; and by `bindTileList`
 */
export function bindComparedImages(
  place: HtmlSelection,
  { testing, tiles, comparing }: EvaluationStores,
  { choice, send, near, leave }: ComparedImages,
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
      drawSide(tools, chosen, (side) => {
        choice.value = { kind: "side", side, label: chosen.kind === "side" ? chosen.label : null };
      });
      updateText(childOf(tools, "p", "count"), () => t("{0} images", formatCount(count)));
    },
  );
  return bindTileList(place, {
    ...{ id: "compared", examples, title, tiles, send, near, leave },
    ...{ tested: testing.tested, other: comparing.testing.tested },
  });
}

function drawSide(
  tools: HtmlSelection,
  choice: ComparedChoice,
  choose: (side: Side) => void,
): void {
  const chosen = choice.kind === "side" ? choice.side : "cell";
  const values = chosen === "cell" ? (["cell", ...sides] as const) : sides;
  drawSelect<Side | "cell">(
    tools,
    { name: "side", title: t("Images"), values, chosen, texts },
    (next) => {
      if (next !== "cell") choose(next);
    },
  );
}
