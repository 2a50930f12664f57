import type { BlockSpec, LayerSpec, StageSpec } from "./spec.js";

export function isBlockSpec(stage: StageSpec): stage is BlockSpec {
  return stage.kind === "block";
}

/** The layers of these stages in the order of their nodes, those of blocks within blocks too. */
export function layersOf(stages: readonly StageSpec[]): readonly LayerSpec[] {
  return stages.flatMap((stage) => (isBlockSpec(stage) ? stage.paths.flatMap(layersOf) : [stage]));
}
