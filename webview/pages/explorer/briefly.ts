import { computed, type ReadonlySignal } from "@preact/signals-core";
import { drawOnChange } from "../../state/binding/frame.js";
import type { HtmlSelection } from "../../marks/dom.js";
import type { ViewStore } from "../../state/viewStore.js";
import { lowQuery } from "../../page/lowWindow.js";
import { mediaOf } from "../../page/sizeOf.js";

/** Whether what stands around the picture leaves it the height: in a low window, and before a room. */
export function isBriefIn(view: ViewStore): ReadonlySignal<boolean> {
  const isLow = mediaOf(lowQuery);
  return computed(() => isLow.value || view.isPresenting.value);
}

/** Tells the styles. */
export function tellBrief(
  app: HtmlSelection,
  isBrief: ReadonlySignal<boolean>,
  { isPresenting }: ViewStore,
): void {
  drawOnChange(
    () => [isBrief.value, isPresenting.value] as const,
    ([brief, presents]) => {
      app.classed("is-brief", brief).classed("is-presenting", presents);
    },
  );
}
