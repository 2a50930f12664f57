import { hasBias } from "./activation.js";
import { readWhole, widen, type ReceptiveField } from "./receptiveField.js";
import type {
  AveragePoolSpec,
  ConvolutionSpec,
  LayerKind,
  LayerSpec,
  MaxPoolSpec,
  PerAxis,
  Shape,
} from "./spec.js";
import { areaOf, isSound, windowOf, windowOutput } from "./window.js";

/** One parameter tensor of a layer; convolutions are HWIO, dense layers in×out. */
export interface ParameterSpec {
  readonly name: "weight" | "bias" | "scale" | "shift";
  readonly shape: readonly number[];
}

/** What a kind of layer does to its input, in numbers. */
export interface LayerRule<L extends LayerSpec> {
  outputShape(layer: L, input: Shape): Shape;
  parameters(layer: L, input: Shape): readonly ParameterSpec[];
  /** Multiplications with an addition for one example; comparisons and bias additions are not counted. */
  multiplyAdds(layer: L, input: Shape, output: Shape): number;
  receptiveField(layer: L, field: ReceptiveField, input: Shape): ReceptiveField;
}

/** The product of a shape's dimensions. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

function mapsOf(input: Shape): { readonly channels: number; readonly lengths: PerAxis } {
  const [channels, height, width] = input;
  if (channels === undefined || height === undefined || width === undefined) {
    throw new RangeError(`This layer needs [channels, height, width], got [${input.join(", ")}].`);
  }
  return { channels, lengths: [height, width] };
}

/** What a window makes of maps, for as many channels. */
function windowShape(
  layer: ConvolutionSpec | MaxPoolSpec | AveragePoolSpec,
  channels: number,
  lengths: PerAxis,
): Shape {
  const window = windowOf(layer);
  if (!isSound(window)) throw new RangeError(`${layer.name} has a window that cannot be.`);
  return [channels, ...windowOutput(lengths, window)];
}

/** What both kinds of pool have in common: each map is made smaller on its own. */
const poolRule: LayerRule<MaxPoolSpec | AveragePoolSpec> = {
  outputShape(layer, input) {
    const { channels, lengths } = mapsOf(input);
    return windowShape(layer, channels, lengths);
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  receptiveField: (layer, field) => widen(field, windowOf(layer)),
};

/** What a normalization scales and shifts its channels by. */
function ofChannels(channels: number): readonly ParameterSpec[] {
  return [
    { name: "scale", shape: [channels] },
    { name: "shift", shape: [channels] },
  ];
}

export const layerRules: { readonly [K in LayerKind]: LayerRule<Extract<LayerSpec, { kind: K }>> } =
  {
    convolution: {
      outputShape: (layer, input) => windowShape(layer, layer.filters, mapsOf(input).lengths),
      parameters(layer, input) {
        const { channels } = mapsOf(input);
        const shape = [...windowOf(layer).kernel, channels, layer.filters];
        return [
          { name: "weight", shape },
          ...(hasBias(layer) ? [{ name: "bias" as const, shape: [layer.filters] }] : []),
          ...(layer.normalization === undefined ? [] : ofChannels(layer.filters)),
        ];
      },
      multiplyAdds(layer, input, output) {
        const { channels } = mapsOf(input);
        return areaOf(windowOf(layer).kernel) * channels * elementCount(output);
      },
      receptiveField: (layer, field) => widen(field, windowOf(layer)),
    },
    maxPool: poolRule,
    averagePool: poolRule,
    localResponseNormalization: {
      outputShape({ name, size, alpha, beta, offset }, input) {
        const isSound = Number.isInteger(size) && size > 0 && size % 2 === 1;
        if (!isSound || !(alpha >= 0 && beta >= 0 && offset > 0)) {
          throw new RangeError(`${name} has a normalization that cannot be.`);
        }
        return [mapsOf(input).channels, ...mapsOf(input).lengths];
      },
      parameters: () => [],
      multiplyAdds: ({ size }, _input, output) => size * elementCount(output),
      receptiveField: (_layer, field) => field,
    },
    globalAveragePool: {
      outputShape: (_layer, input) => [mapsOf(input).channels],
      parameters: () => [],
      multiplyAdds: () => 0,
      receptiveField: (_layer, field, input) => readWhole(field, input),
    },
    dropout: {
      outputShape(layer, input) {
        if (!(layer.rate >= 0 && layer.rate < 1)) {
          throw new RangeError(`${layer.name} has a rate that is not from 0 to less than 1.`);
        }
        return input;
      },
      parameters: () => [],
      multiplyAdds: () => 0,
      receptiveField: (_layer, field) => field,
    },
    dense: {
      outputShape: (layer) => [layer.units],
      parameters: (layer, input) => [
        { name: "weight", shape: [elementCount(input), layer.units] },
        { name: "bias", shape: [layer.units] },
      ],
      multiplyAdds: (layer, input) => elementCount(input) * layer.units,
      receptiveField: (_layer, field, input) => readWhole(field, input),
    },
  };

/** The rule of any layer, for callers that hold a `LayerSpec` and not one of its kinds. */
export function ruleOf(layer: LayerSpec): LayerRule<LayerSpec> {
  return layerRules[layer.kind];
}
