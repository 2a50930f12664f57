import type { Selection } from "d3";
import { round } from "../layout/band.js";
import type { Bracket } from "../layout/scene.js";
import { nameOf } from "../nodeText.js";

/**
 * The lines over the parts of modules; a part that goes on in a further row says of what it is.
 *
 *     g[aria-hidden] > path.bracket, text.continued
 */
export function drawBrackets(
  group: Selection<SVGGElement, unknown, null, undefined>,
  brackets: readonly Bracket[],
): void {
  const key = ({ id }: Bracket): string => id;
  group
    .attr("aria-hidden", "true")
    .selectAll<SVGPathElement, Bracket>("path.bracket")
    .data(brackets, key)
    .join("path")
    .attr("class", "bracket")
    .attr("d", ({ box }) => `M${round(box.x)},${round(box.y - 6)}h${round(box.width)}`);
  group
    .selectAll<SVGTextElement, Bracket>("text.continued")
    .data(
      brackets.filter(({ isContinued }) => isContinued),
      key,
    )
    .join("text")
    .attr("class", "continued")
    .attr("x", ({ box }) => round(box.x))
    .attr("y", ({ box }) => round(box.y + 14))
    .text(({ module }) => `… ${nameOf(module)}`);
}
