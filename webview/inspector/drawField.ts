import { round } from "../layout/band.js";
import { fieldBox } from "../layout/fieldBox.js";
import { childOf, type HtmlSelection } from "../dom.js";
import { updateText } from "../update.js";
import { hueClass } from "../theme.js";

const side = 132;

/**
 * What one unit in the middle sees of the image, to scale.
 *
 *     svg.field[role=img] > rect.image, rect.seen.hue-N
 *     p.field-caption
 */
export function drawField(
  panel: HtmlSelection,
  field: {
    readonly size: number;
    readonly height: number;
    readonly width: number;
    readonly hue: number;
  },
): void {
  const { image, seen } = fieldBox(field, side);
  const [height, width] = [field.height, field.width].map((length) => Math.min(field.size, length));
  const seesAll = height === field.height && width === field.width;
  const caption = seesAll
    ? `A unit in the middle sees the whole ${field.height} × ${field.width} image.`
    : `A unit in the middle sees ${height} × ${width} of ${field.height} × ${field.width} pixels.`;
  const svg = panel
    .selectAll<SVGSVGElement, null>("svg.field")
    .data([null])
    .join("svg")
    .attr("class", "field")
    .attr("role", "img")
    .attr("viewBox", `0 0 ${side} ${side}`)
    .attr("width", side)
    .attr("height", side)
    .attr("aria-label", caption);
  for (const [className, box] of [
    ["image", image],
    [`seen ${hueClass(field.hue)}`, seen],
  ] as const) {
    const name = className.split(" ")[0] ?? className;
    svg
      .selectAll<SVGRectElement, null>(`rect.${name}`)
      .data([null])
      .join("rect")
      .attr("class", className)
      .attr("x", round(box.x))
      .attr("y", round(box.y))
      .attr("width", round(box.width))
      .attr("height", round(box.height));
  }
  updateText(childOf(panel, "p", "field-caption"), () => caption);
}
