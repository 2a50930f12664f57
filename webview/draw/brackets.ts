import type { Selection } from "d3";
import { round } from "../layout/band.js";
import type { Bracket } from "../layout/scene.js";
import { nameOf } from "../../model/network/nodeId.js";
import { shortened } from "../words/textRoom.js";

/**
 * The lines over the parts of modules; a part that goes on in a further row says of what it is.
 *
 *     g[aria-hidden] > path.bracket, text.continued, text.continued.far
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
    .attr("d", ({ box, rise }) => `M${round(box.x)},${round(box.y - rise)}h${round(box.width)}`);
  drawContinued(group, brackets, { className: "continued", fontSize: 10 });
  drawContinued(group, brackets, { className: "continued far", fontSize: 18 });
}

function drawContinued(
  group: Selection<SVGGElement, unknown, null, undefined>,
  brackets: readonly Bracket[],
  { className, fontSize }: { readonly className: string; readonly fontSize: number },
): void {
  group
    .selectAll<SVGTextElement, Bracket>(`text[class="${className}"]`)
    .data(
      brackets.filter(({ isContinued }) => isContinued),
      ({ id }) => id,
    )
    .join("text")
    .attr("class", className)
    .attr("x", ({ box }) => round(box.x))
    .attr("y", ({ box }) => round(box.y + 11.5))
    .text(({ module, box }) => shortened(`… ${nameOf(module)}`, box.width, fontSize));
}
