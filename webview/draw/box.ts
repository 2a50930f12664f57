import type { Selection } from "d3";
import { round } from "../layout/band.js";
import type { Box } from "../layout/box.js";

/** Places rectangles, or images, at their boxes. */
export function placeBox<
  E extends SVGRectElement | SVGImageElement,
  D,
  P extends Element | null,
  Q,
>(selection: Selection<E, D, P, Q>, boxOf: (datum: D) => Box): void {
  selection
    .attr("x", (datum) => round(boxOf(datum).x))
    .attr("y", (datum) => round(boxOf(datum).y))
    .attr("width", (datum) => round(Math.max(0, boxOf(datum).width)))
    .attr("height", (datum) => round(Math.max(0, boxOf(datum).height)));
}

/**
 * Places lines along the middle of their boxes, as thick as those are high. Bars that change are such
 * lines: the size of a rectangle is style, and a browser styles it anew at every change.
 */
export function placeRow<D, P extends Element | null, Q>(
  selection: Selection<SVGLineElement, D, P, Q>,
  boxOf: (datum: D) => Box,
): void {
  const middle = (datum: D): number => round(boxOf(datum).y + boxOf(datum).height / 2);
  selection
    .attr("x1", (datum) => round(boxOf(datum).x))
    .attr("x2", (datum) => round(boxOf(datum).x + boxOf(datum).width))
    .attr("y1", middle)
    .attr("y2", middle)
    .attr("stroke-width", (datum) => round(boxOf(datum).height));
}

/** The same for bars that stand. */
export function placeColumn<D, P extends Element | null, Q>(
  selection: Selection<SVGLineElement, D, P, Q>,
  boxOf: (datum: D) => Box,
): void {
  const middle = (datum: D): number => round(boxOf(datum).x + boxOf(datum).width / 2);
  selection
    .attr("x1", middle)
    .attr("x2", middle)
    .attr("y1", (datum) => round(boxOf(datum).y))
    .attr("y2", (datum) => round(boxOf(datum).y + boxOf(datum).height))
    .attr("stroke-width", (datum) => round(boxOf(datum).width));
}
