import { computed } from "@preact/signals-core";
import { childOf, elementOf, type HtmlSelection } from "../marks/dom.js";
import { updateText } from "../marks/update.js";
import { drawOnChange } from "../state/binding/frame.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import { bindTileList, type ListedTiles } from "./bindTileList.js";
import { choiceTitle } from "./cellTexts.js";
import { choiceWithin, examplesOf, imageOrders, type Choice, type ImageOrder } from "./choice.js";
import { drawSelect } from "./drawSelect.js";
import type { EvaluationStores } from "./stores.js";

const orderTexts: Readonly<Record<ImageOrder, string>> = {
  worst: t("Highest loss first"),
  surest: t("Surest first"),
};

export interface ImagesPart {
  /** Brings the images into sight, and to the keyboard where they were asked for with it. */
  readonly open: (isByKey: boolean) => void;
}

/**
 * The images of what is chosen.
 *
 *     section.images
 *       h2
 *       div.images-tools > p.count, label.image-order, button.all
 *       div.tiles-frame, p.reading          by `bindTileList`
 */
export function bindImages(
  section: HtmlSelection,
  { view, testing, tiles }: EvaluationStores,
  leads: Pick<ListedTiles, "send" | "near" | "leave">,
): ImagesPart {
  const heading = childOf(section, "h2", "title");
  const tools = childOf(section, "div", "images-tools");
  const { tested } = testing;
  const choice = computed((): Choice =>
    choiceWithin(view.choice.value, tested.value?.found.length ?? 0),
  );
  const examples = computed((): readonly number[] =>
    tested.value === null ? [] : examplesOf(choice.value, tested.value.said, view.imageOrder.value),
  );
  const title = computed(() =>
    tested.value === null ? "" : choiceTitle(tested.value, choice.value),
  );
  drawOnChange(
    () => ({
      ...{ title: title.value, count: examples.value.length },
      ...{ choice: choice.value, order: view.imageOrder.value },
    }),
    ({ title: text, ...shown }) => {
      if (text === "") return;
      updateText(heading, () => text);
      drawTools(tools, shown, view);
    },
  );
  const list = bindTileList(section, { id: "tile", tested, examples, title, tiles, ...leads });
  return {
    open: (isByKey) => {
      // What was chosen is drawn with the next frame.
      elementOf(section).scrollIntoView({ block: "nearest" });
      if (isByKey) list.focus();
    },
  };
}

function drawTools(
  tools: HtmlSelection,
  shown: { readonly count: number; readonly choice: Choice; readonly order: ImageOrder },
  view: EvaluationStores["view"],
): void {
  updateText(childOf(tools, "p", "count"), () => t("{0} images", formatCount(shown.count)));
  drawSelect(
    tools,
    {
      ...{ name: "image-order", title: t("Order"), values: imageOrders, chosen: shown.order },
      texts: orderTexts,
    },
    (next) => {
      view.imageOrder.value = next;
    },
  );
  childOf(tools, "button", "all")
    .attr("type", "button")
    .text(t("All mistakes"))
    .property("hidden", shown.choice.kind === "mistakes")
    .on("click", () => {
      view.choice.value = { kind: "mistakes" };
    });
}
