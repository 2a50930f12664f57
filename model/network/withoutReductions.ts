import { isBlockSpec } from "./kinds.js";
import type { InceptionSpec, LayerSpec, NetworkSpec, NodeId } from "./spec.js";
import { seesNeighbors } from "./window.js";

/**
 * The network in which these blocks, by id such as `b3/3a`, have no 1×1 convolution in front of a larger
 * window: their 3×3 and 5×5 convolutions read the block's whole input. Nothing else changes.
 */
export function withoutReductions(spec: NetworkSpec, blocks: ReadonlySet<NodeId>): NetworkSpec {
  return {
    ...spec,
    modules: spec.modules.map((module) => ({
      ...module,
      stages: module.stages.map((stage) =>
        isBlockSpec(stage) && blocks.has(`${module.name}/${stage.name}`)
          ? withoutReductionsOf(stage)
          : stage,
      ),
    })),
  };
}

/** Whether a block has a reduction that could be left out. */
export function hasReductions(block: InceptionSpec): boolean {
  return block.paths.some((layers) => layers.some(isReductionOf));
}

function withoutReductionsOf(block: InceptionSpec): InceptionSpec {
  return {
    ...block,
    paths: block.paths.map((layers) =>
      layers.filter((layer, index) => !isReductionOf(layer, index, layers)),
    ),
  };
}

function isReductionOf(layer: LayerSpec, index: number, layers: readonly LayerSpec[]): boolean {
  const next = layers[index + 1];
  return (
    layer.kind === "convolution" &&
    !seesNeighbors(layer) &&
    next?.kind === "convolution" &&
    seesNeighbors(next)
  );
}
