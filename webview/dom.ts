import type { Selection } from "d3";

export type HtmlSelection = Selection<HTMLElement, unknown, null, undefined>;

/** The one child of that tag and class, made where it is missing, in the order of the calls. */
export function childOf(
  parent: HtmlSelection,
  tag: keyof HTMLElementTagNameMap,
  className: string,
): HtmlSelection {
  const found = parent.select<HTMLElement>(`:scope > ${tag}.${className}`);
  return found.empty() ? parent.append<HTMLElement>(tag).attr("class", className) : found;
}
