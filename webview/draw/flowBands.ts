import { bandPath, round, type Band } from "../layout/band.js";
import type { FlowBand } from "../layout/flowBands.js";
import { groupOf, type SvgGroup } from "../marks/groupOf.js";
import { hueClass } from "../marks/theme.js";
import { updateText } from "../marks/update.js";
import { formatShare } from "../words/format.js";

/** Lower or shorter than a number is, a ribbon has none. */
const [leastHeight, leastLength] = [13, 50];

interface Drawing {
  readonly bands: readonly FlowBand[];
  /** Whether there is room for numbers. */
  readonly isLabeled: boolean;
  readonly titleOf: (band: FlowBand) => string;
}

/**
 * What flows from each path of a block into the layers of the next, in place of the ribbons that it is a part of.
 *
 *     g.viewport
 *       g.bands > path.band.is-divided
 *       g.flows[aria-hidden] > path.flow.hue-N[data-flow] > title; text.flow-share   where there is room
 */
export function drawFlowBands(viewport: SvgGroup, { bands, isLabeled, titleOf }: Drawing): void {
  const divided = new Set(bands.map(({ whole }) => whole));
  viewport
    .select("g.bands")
    .selectAll<SVGPathElement, Band>("path.band")
    .classed("is-divided", ({ id }) => divided.has(id));
  // Over the ribbons, and under all else.
  if (viewport.select("g.flows").empty()) viewport.insert("g", "g.ports").attr("class", "flows");
  const group = groupOf(viewport, "flows").attr("aria-hidden", "true");
  const flows = group
    .selectAll<SVGPathElement, FlowBand>("path.flow")
    .data(bands, ({ id }) => id)
    .join((enter) => {
      const path = enter.append("path").attr("data-flow", ({ id }) => id);
      path.append("title");
      return path;
    })
    .attr("class", ({ hue }) => `flow ${hueClass(hue)}`)
    .attr("d", bandPath);
  updateText(flows.select<SVGTitleElement>("title"), titleOf);
  const numbers = isLabeled
    ? bands.filter(
        ({ end, x0, x1, top1, bottom1 }) =>
          end !== null && bottom1 - top1 >= leastHeight && x1 - x0 >= leastLength,
      )
    : [];
  group
    .selectAll<SVGTextElement, FlowBand>("text.flow-share")
    .data(numbers, ({ id }) => id)
    .join("text")
    .attr("class", "flow-share near")
    .attr("text-anchor", "end")
    .attr("x", ({ x1 }) => round(x1 - 5))
    .attr("y", ({ top1, bottom1 }) => round((top1 + bottom1) / 2 + 4))
    .text(({ end }) => formatShare(end?.flowing ?? 0));
}
