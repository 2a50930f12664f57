import type { Selection } from "d3";

export type HtmlSelection = Selection<HTMLElement, unknown, null, undefined>;
export type SvgSelection = Selection<SVGSVGElement, unknown, null, undefined>;

/** The one child of that tag and class, made where it is missing, in the order of the calls. */
export function childOf(
  parent: HtmlSelection,
  tag: keyof HTMLElementTagNameMap,
  className: string,
): HtmlSelection {
  const found = parent.select<HTMLElement>(`:scope > ${tag}.${className}`);
  return found.empty() ? parent.append<HTMLElement>(tag).attr("class", className) : found;
}

/** The one picture of that class, made where it is missing, in the order of the calls. */
export function svgOf(parent: HtmlSelection, className: string): SvgSelection {
  const found = parent.select<SVGSVGElement>(`:scope > svg.${className}`);
  return found.empty() ? parent.append("svg").attr("class", className) : found;
}

/** The one mark of that tag and class in a picture or a group, made where it is missing, in the order of the calls. */
export function markOf<E extends Element>(
  parent: Selection<E, unknown, null, undefined>,
  tag: keyof SVGElementTagNameMap,
  className: string,
): Selection<SVGElement, unknown, null, undefined> {
  const found = parent.select<SVGElement>(`:scope > ${tag}.${className}`);
  return found.empty() ? parent.append<SVGElement>(tag).attr("class", className) : found;
}

/** The element of a selection that is known to have one. */
export function elementOf(selection: HtmlSelection): HTMLElement {
  const element = selection.node();
  if (element === null) throw new Error("The page lost a part of itself.");
  return element;
}

/** Removes that child where it is there: what a tab has nothing to say of leaves no empty place. */
export function dropChild(parent: HtmlSelection, className: string): void {
  parent.selectAll(`:scope > .${className}`).remove();
}
