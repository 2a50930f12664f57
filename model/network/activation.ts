import type { Activation, ConvolutionSpec, LayerSpec } from "./spec.js";

/** What follows a layer's sums: where its author says nothing a ReLU for a convolution, nothing for a dense layer. */
export function activationOf(layer: LayerSpec | undefined): Activation {
  switch (layer?.kind) {
    case "convolution":
      return layer.activation ?? "relu";
    case "dense":
      return layer.activation ?? "none";
    case "maxPool":
    case "averagePool":
    case "localResponseNormalization":
    case "dropout":
    case "globalAveragePool":
    case undefined:
      return "none";
  }
}

/** Whether a convolution adds a number of its own to each map, as it does where its author says nothing. */
export function hasBias({ bias = true }: ConvolutionSpec): boolean {
  return bias;
}
