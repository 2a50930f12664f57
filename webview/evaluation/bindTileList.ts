import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { layoutTiles, tileAfterKey, tileAt, tilesInSight } from "../layout/tileGrid.js";
import { childOf, elementOf, type HtmlSelection } from "../marks/dom.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { sizeOf } from "../page/sizeOf.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Tiles } from "../state/tiles.js";
import { t } from "../words/l10n.js";
import { sentence } from "../words/sentence.js";
import { drawTiles, spokenExample, tileId, tileSizeOf } from "./drawTiles.js";
import { placeOfTile, pointedPlaceIn } from "./pointedPlace.js";
import type { Tested } from "./tested.js";

/** Which images are listed, and where they lead to. */
export interface ListedTiles {
  /** Of the list, in the page. */
  readonly id: string;
  readonly tested: ReadonlySignal<Tested | null>;
  /** What another run says, where two are compared. */
  readonly other?: ReadonlySignal<Tested | null>;
  readonly examples: ReadonlySignal<readonly number[]>;
  /** As a screen reader names the list. */
  readonly title: ReadonlySignal<string>;
  readonly tiles: Tiles;
  /** Into the picture. */
  readonly send: (example: number) => void;
  /** What lies nearest to it. */
  readonly near: (example: number) => void;
  /** With Escape. */
  readonly leave: () => void;
}

/**
 * Images that are looked through with keys.
 *
 *     div.tiles-frame[role=listbox] > div.tiles-room > div.tile ×n          by `drawTiles`
 *     p.reading
 */
export function bindTileList(
  place: HtmlSelection,
  { id, tested, other, examples, title, tiles, send, near, leave }: ListedTiles,
): { readonly focus: () => void } {
  const frame = childOf(place, "div", "tiles-frame").attr("role", "listbox").attr("tabindex", 0);
  const room = childOf(frame, "div", "tiles-room").attr("role", "presentation");
  const element = elementOf(frame);
  const size = sizeOf(element);
  const scrolled = signal(0);
  const active = signal(0);
  const pointed = pointedPlaceIn(frame, examples);
  const tileSize = computed(() => tileSizeOf(other?.value ?? null));
  const grid = computed(() => layoutTiles(examples.value.length, size.value.width, tileSize.value));
  const sight = computed(() => tilesInSight(grid.value, size.value.height, scrolled.value));
  frame.on("scroll", () => {
    scrolled.value = element.scrollTop;
  });
  drawOnChange(
    () => title.value,
    (text) => {
      updateAttribute(frame, "aria-label", () => text);
    },
  );
  startAnew(examples, () => {
    active.value = 0;
    element.scrollTop = 0;
  });
  drawOnChange(
    () => ({
      ...{ told: tested.value, grid: grid.value, sight: sight.value, examples: examples.value },
      ...{ active: active.value, news: tiles.changed.value, other: other?.value ?? null },
    }),
    ({ told, ...picture }) => {
      if (told === null) return;
      room.style("height", `${picture.grid.height}px`);
      drawTiles(room, { ...picture, id, tested: told, tileOf: (example) => tiles.of(example) });
      const isThere = picture.examples.length > 0;
      updateAttribute(frame, "aria-activedescendant", () =>
        isThere ? tileId(id, picture.active) : null,
      );
      tiles.want(picture.examples.slice(picture.sight.first, picture.sight.end), id);
    },
  );
  drawOnChange(
    () => tiles.failure.value ?? readingOf(),
    (text) => {
      updateText(childOf(place, "p", "reading"), () => text);
    },
  );

  function readingOf(): string {
    const example = examples.value[pointed.value ?? active.value];
    if (tested.value === null) return "";
    return example === undefined
      ? t("No image is of that kind.")
      : sentence(spokenExample(tested.value, example, other?.value));
  }

  const act = (lead: (example: number) => void): void => {
    const example = examples.peek()[active.peek()];
    if (example !== undefined) lead(example);
  };
  frame
    .on("click", ({ target }: MouseEvent) => {
      const place = placeOfTile(target);
      if (place === null) return;
      active.value = place;
      act(send);
    })
    .on("keydown", (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = tileAfterKey(event.key, active.peek(), grid.peek());
      if (next !== null) {
        event.preventDefault();
        active.value = next;
        bringIntoSight(element, tileAt(grid.peek(), next).y, grid.peek().tileHeight);
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        act(send);
      } else if (event.key === "n") act(near);
      else if (event.key === "Escape") leave();
    });
  return {
    focus: () => {
      element.focus({ preventScroll: true });
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

function bringIntoSight(frame: HTMLElement, top: number, height: number): void {
  if (top < frame.scrollTop) frame.scrollTop = top;
  const bottom = top + height;
  if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight;
}
