import type { HtmlSelection } from "../marks/dom.js";

/** Whether the part itself or something in it has the focus. */
export function holdsFocus(part: HtmlSelection): boolean {
  const element = part.node();
  return element?.contains(element.ownerDocument.activeElement) === true;
}
