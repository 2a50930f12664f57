import type { ModuleSpec } from "./spec.js";
import { mapLayers } from "./stages.js";

/**
 * The same modules with each convolution's sums normalized over the batch before its ReLU, in place of
 * its bias, which the shift makes idle (Ioffe and Szegedy 2015, section 3.2).
 */
export function withBatchNormalization(modules: readonly ModuleSpec[]): readonly ModuleSpec[] {
  return mapLayers(modules, (layer) =>
    layer.kind === "convolution" ? { ...layer, normalization: "batch", bias: false } : layer,
  );
}
