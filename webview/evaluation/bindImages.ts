import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { layoutTiles, tileAfterKey, tileAt, tilesInSight } from "../layout/tileGrid.js";
import { childOf, elementOf, type HtmlSelection } from "../marks/dom.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { sizeOf } from "../page/sizeOf.js";
import { drawOnChange } from "../state/binding/frame.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import { choiceTitle } from "./cellTexts.js";
import { choiceWithin, examplesOf, imageOrders, type Choice, type ImageOrder } from "./choice.js";
import { drawSelect } from "./drawSelect.js";
import { drawTiles, spokenExample, tileId, tileSize } from "./drawTiles.js";
import type { EvaluationActions, EvaluationStores } from "./stores.js";

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
 *       div.tiles-frame[role=listbox] > div.tiles-room > div.tile ×n          by `drawTiles`
 *       p.reading
 */
export function bindImages(
  section: HtmlSelection,
  { view, testing, tiles }: EvaluationStores,
  host: EvaluationActions,
  leave: () => void,
): ImagesPart {
  const title = childOf(section, "h2", "title");
  const tools = childOf(section, "div", "images-tools");
  const frame = childOf(section, "div", "tiles-frame").attr("role", "listbox").attr("tabindex", 0);
  const room = childOf(frame, "div", "tiles-room").attr("role", "presentation");
  const element = elementOf(frame);
  const size = sizeOf(element);
  const scrolled = signal(0);
  const active = signal(0);
  const { tested } = testing;
  const choice = computed((): Choice =>
    choiceWithin(view.choice.value, tested.value?.found.length ?? 0),
  );
  const examples = computed((): readonly number[] =>
    tested.value === null ? [] : examplesOf(choice.value, tested.value.said, view.imageOrder.value),
  );
  const grid = computed(() => layoutTiles(examples.value.length, size.value.width, tileSize));
  const sight = computed(() => tilesInSight(grid.value, size.value.height, scrolled.value));
  frame.on("scroll", () => {
    scrolled.value = element.scrollTop;
  });
  drawOnChange(
    () => ({ tested: tested.value, choice: choice.value, order: view.imageOrder.value }),
    ({ tested: told, choice: next, order }) => {
      if (told === null) return;
      const text = choiceTitle(told, next);
      updateText(title, () => text);
      updateAttribute(frame, "aria-label", () => text);
      drawTools(tools, { count: examples.peek().length, choice: next, order }, view);
    },
  );
  startAnew(examples, () => {
    active.value = 0;
    element.scrollTop = 0;
  });
  drawOnChange(
    () => ({
      ...{ told: tested.value, grid: grid.value, sight: sight.value, examples: examples.value },
      ...{ active: active.value, news: tiles.changed.value },
    }),
    ({ told, ...picture }) => {
      if (told === null) return;
      room.style("height", `${picture.grid.height}px`);
      drawTiles(room, { ...picture, tested: told, tileOf: (example) => tiles.of(example) });
      const isThere = picture.examples.length > 0;
      updateAttribute(frame, "aria-activedescendant", () =>
        isThere ? tileId({ place: picture.active }) : null,
      );
      tiles.want(picture.examples.slice(picture.sight.first, picture.sight.end));
    },
  );
  drawOnChange(
    () => tiles.failure.value ?? readingOf(),
    (text) => {
      updateText(childOf(section, "p", "reading"), () => text);
    },
  );

  function readingOf(): string {
    const example = examples.value[active.value];
    if (tested.value === null) return "";
    return example === undefined
      ? t("No image is of that kind.")
      : `${spokenExample(tested.value, example)}.`;
  }

  const send = (place: number): void => {
    const example = examples.peek()[place];
    if (example !== undefined) host.showImage(example);
  };
  frame
    .on("click", ({ target }: MouseEvent) => {
      const tile = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
      if (tile === null) return;
      active.value = Number(tile.dataset["place"]);
      send(active.peek());
    })
    .on("keydown", (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = tileAfterKey(event.key, active.peek(), grid.peek());
      if (next !== null) {
        event.preventDefault();
        active.value = next;
        bringIntoSight(element, tileAt(grid.peek(), next).y, tileSize.height);
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        send(active.peek());
      } else if (event.key === "Escape") leave();
    });
  return {
    open: (isByKey) => {
      // What was chosen is drawn with the next frame.
      elementOf(section).scrollIntoView({ block: "nearest" });
      if (isByKey) element.focus({ preventScroll: true });
    },
  };
}

/** With other images, one begins at the first. */
function startAnew(examples: ReadonlySignal<readonly number[]>, begin: () => void): void {
  let known = examples.peek();
  drawOnChange(
    () => examples.value,
    (next) => {
      if (next !== known) begin();
      known = next;
    },
  );
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

function bringIntoSight(frame: HTMLElement, top: number, height: number): void {
  if (top < frame.scrollTop) frame.scrollTop = top;
  const bottom = top + height;
  if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight;
}
