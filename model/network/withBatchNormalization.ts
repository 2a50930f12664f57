import type { ModuleSpec, StageSpec } from "./spec.js";
import { isBlockSpec } from "./stages.js";

/**
 * The same modules with each convolution's sums normalized over the batch before its ReLU, in place of
 * its bias, which the shift makes idle (Ioffe and Szegedy 2015, section 3.2).
 */
export function withBatchNormalization(modules: readonly ModuleSpec[]): readonly ModuleSpec[] {
  return modules.map(({ stages, ...module }) => ({ ...module, stages: stages.map(normalized) }));
}

function normalized(stage: StageSpec): StageSpec {
  if (isBlockSpec(stage)) {
    return { ...stage, paths: stage.paths.map((stages) => stages.map(normalized)) };
  }
  return stage.kind === "convolution" ? { ...stage, normalization: "batch", bias: false } : stage;
}
