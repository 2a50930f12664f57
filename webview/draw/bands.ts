import type { Selection } from "d3";
import { bandPath, type Band } from "../layout/band.js";
import { hueClass } from "../marks/theme.js";

/**
 * The ribbons of channels.
 *
 *     g > path.band.hue-N[data-band]
 */
export function drawBands(
  group: Selection<SVGGElement, unknown, null, undefined>,
  bands: readonly Band[],
): void {
  group
    .attr("aria-hidden", "true")
    .selectAll<SVGPathElement, Band>("path.band")
    .data(bands, (band) => band.id)
    .join((enter) => enter.append("path").attr("data-band", (band) => band.id))
    .attr("class", (band) => `band ${hueClass(band.hue)}`)
    .attr("d", bandPath);
}
