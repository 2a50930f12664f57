import { activationOf } from "./activation.js";
import type { NetworkNode, NodeKind } from "./node.js";
import type { LayerKind } from "./spec.js";

type Kind = Pick<NetworkNode, "kind">;

/** A group of parallel paths over one input. */
export function isBlock({ kind }: Kind): boolean {
  return kind === "block";
}

export function isPath({ kind }: Kind): boolean {
  return kind === "path";
}

/** Where the paths of a block become one again. */
export function isJoin({ kind }: Kind): boolean {
  return kind === "concat" || kind === "add";
}

/** What can be looked at on its own: a module or a block. */
export function isScope(node: Kind): boolean {
  return node.kind === "module" || isBlock(node);
}

/** Whether a ReLU ends the node, so that no output is negative and channels can be dead. */
export function isRectified({ layer, addition }: Pick<NetworkNode, "layer" | "addition">): boolean {
  return (addition?.activation ?? activationOf(layer)) === "relu";
}

/** Whether a step measures its output: a layer's, and what no numbers of layers tell. */
export function isMeasured({ layer, addition }: NetworkNode): boolean {
  return layer !== undefined || addition !== undefined;
}

/** Whether an output is below 0 only where an input is: what is chosen from maps, their mean, or made smaller. */
const layersKeepSigns: Readonly<Record<LayerKind, boolean>> = {
  convolution: false,
  maxPool: true,
  averagePool: true,
  localResponseNormalization: true,
  dropout: true,
  globalAveragePool: true,
  dense: false,
};

/** Also of what puts maps together. */
export function keepsSigns(node: Kind): boolean {
  return isJoin(node) || (isLayerKind(node.kind) && layersKeepSigns[node.kind]);
}

function isLayerKind(kind: NodeKind): kind is LayerKind {
  return kind in layersKeepSigns;
}
