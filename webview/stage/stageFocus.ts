import type { NodeId } from "../../model/network/spec.js";
import { narrowQuery } from "../page/narrow.js";
import { idAt } from "./stripView.js";

/** Focus follows the choice; it needs no drawing first, since every node can take focus. */
export function focusNode(svg: Element, id: NodeId): void {
  takeFocus(svg.querySelector<SVGGElement>(`g.node[data-id="${CSS.escape(id)}"]`));
}

/** The node that is reached with Tab. */
export function focusStage(svg: Element): void {
  takeFocus(svg.querySelector<SVGGElement>(`g.node[tabindex="0"]`));
}

/** The node that has the focus; undefined where it is elsewhere. */
export function focusedNode(svg: Element): NodeId | undefined {
  const { activeElement } = svg.ownerDocument;
  return svg.contains(activeElement) ? idAt(activeElement) : undefined;
}

/** After a drawing that took the focused node away: to the same node as it is drawn now, or to the chosen one. */
export function restoreFocus(svg: Element, id: NodeId): void {
  const { activeElement, body } = svg.ownerDocument;
  if (activeElement !== body) return;
  focusNode(svg, id);
  if (focusedNode(svg) === undefined) focusStage(svg);
}

function takeFocus(node: SVGGElement | null): void {
  // Where the stage does not scroll, the picture is moved instead of its frame.
  node?.focus({ preventScroll: !window.matchMedia(narrowQuery).matches });
}
