import type { NetworkSpec } from "./spec.js";
import { mapLayers } from "./stages.js";

/**
 * The network as it can be once it is trained: each normalization is by numbers that no longer change,
 * so that its convolution takes it over, with a bias (`program/foldNormalization.ts`).
 */
export function withoutNormalization(spec: NetworkSpec): NetworkSpec {
  const modules = mapLayers(spec.modules, (layer) => {
    if (layer.kind !== "convolution" || layer.normalization === undefined) return layer;
    const { kind, name, filters, kernel, stride, padding, activation = "relu" } = layer;
    return { kind, name, filters, kernel, stride, padding, activation };
  });
  return { ...spec, modules };
}
