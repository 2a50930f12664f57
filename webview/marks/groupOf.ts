import type { Selection } from "d3";

export type SvgGroup = Selection<SVGGElement, unknown, null, undefined>;

/** The one child group of that class, made where it is missing, in the order of the calls. */
export function groupOf<E extends Element>(
  parent: Selection<E, unknown, null, undefined>,
  className: string,
): SvgGroup {
  const found = parent.select<SVGGElement>(`:scope > g.${className}`);
  return found.empty() ? parent.append("g").attr("class", className) : found;
}
