import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { drawOnChange } from "../state/binding/frame.js";
import { presenting } from "../layout/detail.js";
import type { ViewStore } from "../state/viewStore.js";
import { narrowQuery } from "../page/narrow.js";
import { mediaOf, sizeOf } from "../page/sizeOf.js";
import type { FitWindow } from "./stageFit.js";

/**
 * The window of the stage's picture; `cards` is the height of the cards below. Read once a frame: a card
 * takes from the stage what it gets, and the two are told one after the other.
 */
export function stageWindowOf(
  frame: HTMLElement,
  cards: ReadonlySignal<number>,
  view: ViewStore,
): ReadonlySignal<FitWindow> {
  const [size, isNarrow] = [sizeOf(frame), mediaOf(narrowQuery)];
  const read = (): FitWindow => {
    const isPresenting = view.isPresenting.value;
    const isScrolling = isNarrow.value && !isPresenting;
    return {
      ...size.value,
      isScrolling,
      emphasis: isPresenting ? presenting : 1,
      cards: isScrolling ? 0 : cards.value,
    };
  };
  const window = signal(read());
  drawOnChange(read, (value) => {
    window.value = value;
  });
  return window;
}

/** The window that a picture is laid out for: one that was moved by hand stays the same as cards come and go. */
export function layoutWindowOf(
  stage: ReadonlySignal<FitWindow>,
  { zoom }: ViewStore,
): ReadonlySignal<FitWindow> {
  const isByHand = computed(() => zoom.value !== null);
  let kept = stage.peek();
  return computed(() => {
    if (!isByHand.value || !differsInCards(kept, stage.value)) kept = stage.value;
    return kept;
  });
}

function differsInCards(a: FitWindow, b: FitWindow): boolean {
  return (
    a.width === b.width &&
    a.height + a.cards === b.height + b.cards &&
    a.isScrolling === b.isScrolling &&
    a.emphasis === b.emphasis
  );
}
