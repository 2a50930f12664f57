import { computed, type ReadonlySignal } from "@preact/signals-core";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import type { CurvesView } from "./curvesView.js";

export interface Section {
  readonly body: HtmlSelection;
  readonly isOpen: ReadonlySignal<boolean>;
}

/**
 * A part of the panel that a person opens; the panel keeps which are open.
 *
 *     details.ID > summary, div.part
 */
export function createSection(
  root: HtmlSelection,
  view: CurvesView,
  { id, title }: { readonly id: string; readonly title: string },
): Section {
  const details = root.append<HTMLElement>("details").attr("class", id);
  details.append("summary").text(title);
  const isOpen = computed(() => view.open.value.includes(id));
  details.property("open", isOpen.peek()).on("toggle", () => {
    view.setOpen(id, details.property("open") === true);
  });
  return { body: childOf(details, "div", "part"), isOpen };
}
