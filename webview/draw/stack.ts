import type { SvgGroup } from "../marks/groupOf.js";
import type { Selection } from "d3";
import { round } from "../layout/band.js";
import type { Port, Scene, StackPart } from "../layout/scene.js";
import { hueClass } from "../marks/theme.js";
import { shortened } from "../words/textRoom.js";
import { placeBox } from "./box.js";

/**
 * The concatenations: each path's channels on top of the next one's.
 *
 *     g[aria-hidden]
 *       rect.part.hue-N    a path
 *       text.part-channels a path, where there is room
 */
export function drawStacks(group: SvgGroup, scene: Scene): void {
  const isLabeled = scene.density !== "compact";
  group.attr("aria-hidden", "true");
  const key = ({ id }: StackPart): string => id;
  placeBox(
    group
      .selectAll<SVGRectElement, StackPart>("rect.part")
      .data(scene.parts, key)
      .join("rect")
      .attr("class", ({ hue }) => `part ${hueClass(hue)}`),
    // A hairline between two parts, taken from the lower one.
    ({ box }) => ({ ...box, height: Math.max(0.5, box.height - (isLabeled ? 1.5 : 0.7)) }),
  );
  group
    .selectAll<SVGTextElement, StackPart>("text.part-channels")
    .data(isLabeled ? scene.parts.filter(({ labelY }) => labelY !== null) : [], key)
    .join("text")
    .attr("class", "part-channels")
    .attr("x", ({ box }) => box.x + box.width + 9)
    .attr("y", ({ labelY }) => round((labelY ?? 0) + 4.5))
    .text(({ channels }) => channels);
}

/** A port's name stands in the middle above it, before the first cards. */
const portNameRoom = 90;

/**
 * Where a block reads its input.
 *
 *     g[aria-hidden] > rect.port, text.port-name + text.port-channels where there is room
 */
export function drawPorts(
  group: SvgGroup,
  scene: Scene,
  nameOfSource: (port: Port) => string,
): void {
  const isLabeled = scene.density !== "compact";
  group.attr("aria-hidden", "true");
  const key = ({ id }: Port): string => id;
  placeBox(
    group
      .selectAll<SVGRectElement, Port>("rect.port")
      .data(scene.ports, key)
      .join("rect")
      .attr("class", "port"),
    ({ box }) => box,
  );
  const labels = isLabeled ? scene.ports : [];
  const texts = (className: string): Selection<SVGTextElement, Port, SVGGElement, unknown> =>
    group
      .selectAll<SVGTextElement, Port>(`text.${className}`)
      .data(labels, key)
      .join("text")
      .attr("class", className)
      .attr("text-anchor", "middle")
      .attr("x", ({ box }) => box.x + box.width / 2);
  texts("port-name")
    .attr("y", ({ box }) => box.y - 10)
    .text((port) => shortened(nameOfSource(port), portNameRoom, 12));
  texts("port-channels")
    .attr("y", ({ box }) => box.y + box.height + 19)
    .text(({ channels }) => channels);
}
