import type { BlockSpec, NetworkSpec, NodeId, StageSpec } from "./spec.js";
import { isBlockSpec } from "./stages.js";
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
      stages: rowWithout(module.stages, module.name, blocks),
    })),
  };
}

/** `id`: of the module or path that has these stages. */
function rowWithout(
  stages: readonly StageSpec[],
  id: NodeId,
  blocks: ReadonlySet<NodeId>,
): readonly StageSpec[] {
  return stages.map((stage) =>
    isBlockSpec(stage) ? blockWithout(stage, `${id}/${stage.name}`, blocks) : stage,
  );
}

function blockWithout(block: BlockSpec, id: NodeId, blocks: ReadonlySet<NodeId>): BlockSpec {
  return {
    ...block,
    paths: block.paths.map((stages, index) => {
      const kept = blocks.has(id) ? stages.filter(isNoReduction) : stages;
      return rowWithout(kept, `${id}/path${index + 1}`, blocks);
    }),
  };
}

/** Whether a block has a reduction that could be left out. */
export function hasReductions(block: BlockSpec): boolean {
  return block.paths.some((stages) => !stages.every(isNoReduction));
}

/** For the stages of a path. */
function isNoReduction(stage: StageSpec, index: number, stages: readonly StageSpec[]): boolean {
  const next = stages[index + 1];
  return !(
    stage.kind === "convolution" &&
    !seesNeighbors(stage) &&
    next?.kind === "convolution" &&
    seesNeighbors(next)
  );
}
