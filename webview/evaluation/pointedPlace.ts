import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { HtmlSelection } from "../marks/dom.js";

/** The place of the image that an event is at; null beside them. */
export function placeOfTile(target: EventTarget | null): number | null {
  const tile = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
  return tile === null ? null : Number(tile.dataset["place"]);
}

/** The place of the image under the pointer, which is read as the one with the keyboard is; null where it is elsewhere. */
export function pointedPlaceIn(
  frame: HtmlSelection,
  examples: ReadonlySignal<readonly number[]>,
): ReadonlySignal<number | null> {
  const pointed = signal<number | null>(null);
  frame
    .on("pointermove", ({ target }: PointerEvent) => {
      pointed.value = placeOfTile(target);
    })
    .on("pointerleave.place keydown.place", () => {
      pointed.value = null;
    });
  effect(() => {
    void examples.value;
    pointed.value = null;
  });
  return pointed;
}
