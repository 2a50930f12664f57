import type { Selection } from "d3";
import { round } from "../layout/band.js";
import type { Box } from "../layout/box.js";
import type { Scene, SceneNode } from "../layout/scene.js";
import { groupOf } from "../marks/groupOf.js";
import { hueClass } from "../marks/theme.js";
import { placeBox } from "./box.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

/**
 * The whole picture, small.
 *
 *     svg[viewBox]
 *       g.mini-nodes > rect.mini.FORM.hue-N ×n
 *       rect.mini-view
 */
export function drawMinimap(svg: Svg, scene: Scene): void {
  svg.attr("viewBox", `0 0 ${round(scene.width)} ${round(scene.height)}`);
  const shown = scene.nodes.filter(({ form }) => form !== "module" && form !== "path");
  placeBox(
    groupOf(svg, "mini-nodes")
      .selectAll<SVGRectElement, SceneNode>("rect")
      .data(shown, ({ id, form }) => `${id} ${form}`)
      .join("rect")
      .attr("class", ({ form, hue }) => `mini ${form} ${hueClass(hue)}`),
    ({ box }) => box,
  );
  svg
    .selectAll<SVGRectElement, null>("rect.mini-view")
    .data([null])
    .join("rect")
    .attr("class", "mini-view");
}

/** The frame of what the stage shows. */
export function drawMinimapView(svg: Svg, view: Box): void {
  placeBox(svg.selectAll<SVGRectElement, null>("rect.mini-view"), () => view);
}
