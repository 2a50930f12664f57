import type { BlockSpec, LayerSpec, ModuleSpec, StageSpec } from "./spec.js";

export function isBlockSpec(stage: StageSpec): stage is BlockSpec {
  return stage.kind === "block";
}

/** The layers of these stages in the order of their nodes, those of blocks within blocks too. */
export function layersOf(stages: readonly StageSpec[]): readonly LayerSpec[] {
  return stages.flatMap((stage) => (isBlockSpec(stage) ? stage.paths.flatMap(layersOf) : [stage]));
}

/** The same modules with each layer changed, those of blocks within blocks too. */
export function mapLayers(
  modules: readonly ModuleSpec[],
  change: (layer: LayerSpec) => LayerSpec,
): readonly ModuleSpec[] {
  const mapStage = (stage: StageSpec): StageSpec =>
    isBlockSpec(stage)
      ? { ...stage, paths: stage.paths.map((stages) => stages.map(mapStage)) }
      : change(stage);
  return modules.map(({ stages, ...module }) => ({ ...module, stages: stages.map(mapStage) }));
}
