import type { ReadonlySignal } from "@preact/signals-core";
import { viewNearer, wholeView } from "../../layout/scatterView.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { Size } from "../../page/sizeOf.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { t } from "../../words/l10n.js";
import type { MapState } from "./mapState.js";

interface ZoomedMap {
  readonly state: MapState;
  readonly size: ReadonlySignal<Size>;
}

/** By a key or a button. */
const step = 1.5;

/** Nearer for a positive number of steps, to what lies at a place; to the middle where none is told. */
export function zoomMap(
  { state, size }: ZoomedMap,
  steps: number,
  at?: { readonly x: number; readonly y: number },
): void {
  const room = size.peek();
  const place = at ?? { x: room.width / 2, y: room.height / 2 };
  state.view.value = viewNearer(state.view.peek(), step ** steps, place, room);
}

/**
 * How near the map is looked at, for who has a pointer alone.
 *
 *     div.map-zoom[role=group] > button.out, span.scale[role=status], button.in, button.whole, button.move
 */
export function bindMapZoom(group: HtmlSelection, map: ZoomedMap): void {
  const { state } = map;
  group.attr("role", "group").attr("aria-label", t("How near the map is looked at"));
  const button = (name: string, text: string, title: string, act: () => void): HtmlSelection =>
    childOf(group, "button", name)
      .attr("type", "button")
      .attr("title", title)
      .attr("aria-label", title)
      .text(text)
      .on("click", act);
  const farther = button("out", "−", t("Farther (−)"), () => {
    zoomMap(map, -1);
  });
  const scale = childOf(group, "span", "scale").attr("role", "status");
  button("in", "+", t("Nearer (+)"), () => {
    zoomMap(map, 1);
  });
  const whole = button("whole", t("Whole"), t("The whole map (0)"), () => {
    state.view.value = wholeView;
  });
  const move = button("move", t("Move"), t("Dragging moves the map (Shift and a drag)"), () => {
    state.isMoved.value = !state.isMoved.peek();
  });
  drawOnChange(
    () => ({ near: state.view.value.scale, isMoved: state.isMoved.value }),
    ({ near, isMoved }) => {
      updateText(scale, () => `${near.toFixed(1)}×`);
      for (const each of [farther, whole]) each.attr("aria-disabled", near === 1 ? "true" : null);
      move.attr("aria-pressed", String(isMoved));
    },
  );
}
