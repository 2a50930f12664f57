import type { NetworkNode, NodeKind } from "./graph.js";
import type { InceptionSpec, LayerKind, StageSpec } from "./spec.js";

type Kind = Pick<NetworkNode, "kind">;

/** A group of parallel paths over one input. */
export function isBlock({ kind }: Kind): boolean {
  return kind === "inception";
}

export function isPath({ kind }: Kind): boolean {
  return kind === "path";
}

/** Where the paths of a block become one again. */
export function isJoin({ kind }: Kind): boolean {
  return kind === "concat";
}

/** What can be looked at on its own: a module or a block. */
export function isScope(node: Kind): boolean {
  return node.kind === "module" || isBlock(node);
}

export function isBlockSpec(stage: StageSpec): stage is InceptionSpec {
  return stage.kind === "inception";
}

/** Whether a ReLU ends the layer, so that channels can be dead. */
const rectified: Readonly<Record<LayerKind, boolean>> = {
  convolution: true,
  maxPool: false,
  globalAveragePool: false,
  dense: false,
};

export function isRectified({ kind }: Kind): boolean {
  return isLayerKind(kind) && rectified[kind];
}

export function isLayerKind(kind: NodeKind): kind is LayerKind {
  return kind in rectified;
}
