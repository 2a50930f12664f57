import type { NodeId } from "../../model/network/spec.js";
import { centerX, centerY } from "./box.js";
import type { Extent, Zoom } from "./fit.js";
import type { Scene, SceneNode } from "./scene.js";
import { centeredAt, viewOf } from "./view.js";

/** Where a person moved a picture, so that it holds in another layout of it: what stands in the window's middle. */
export interface ChosenPlace {
  readonly scale: number;
  /** The nearest layer, block or card of the trunk. */
  readonly node: NodeId;
  /** From the middle of the node to the window's, in scene units. */
  readonly x: number;
  readonly y: number;
}

/** Null for a picture without nodes. */
export function chosenPlaceOf(zoom: Zoom, scene: Scene, window: Extent): ChosenPlace | null {
  const view = viewOf(zoom, window);
  const offsets = scene.nodes.filter(isAnchor).map(({ id, box }) => ({
    node: id,
    x: centerX(view) - centerX(box),
    y: centerY(view) - centerY(box),
  }));
  const distance = ({ x, y }: Pick<ChosenPlace, "x" | "y">): number => Math.hypot(x, y);
  const [first, ...others] = offsets;
  if (first === undefined) return null;
  const nearest = others.reduce(
    (best, each) => (distance(each) < distance(best) ? each : best),
    first,
  );
  return { scale: zoom.scale, ...nearest };
}

/** The zoom that stands for a place in this layout; null where its node is not drawn. */
export function zoomAt(
  { scale, node, x, y }: ChosenPlace,
  scene: Scene,
  window: Extent,
): Zoom | null {
  const box = scene.nodes.find(({ id }) => id === node)?.box;
  if (box === undefined) return null;
  return centeredAt({ scale, x: 0, y: 0 }, window, { x: centerX(box) + x, y: centerY(box) + y });
}

/** A heading stands in one of several rows, and what a block holds changes with its reductions. */
function isAnchor({ form, hue }: SceneNode): boolean {
  return hue === 0 && form !== "module";
}
