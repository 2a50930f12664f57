import type { Selection } from "d3";
import { round } from "../layout/band.js";
import type { Box } from "../layout/box.js";

/** Places rectangles at their boxes. */
export function placeBox<D, P extends Element | null, Q>(
  selection: Selection<SVGRectElement, D, P, Q>,
  boxOf: (datum: D) => Box,
): void {
  selection
    .attr("x", (datum) => round(boxOf(datum).x))
    .attr("y", (datum) => round(boxOf(datum).y))
    .attr("width", (datum) => round(Math.max(0, boxOf(datum).width)))
    .attr("height", (datum) => round(Math.max(0, boxOf(datum).height)));
}
