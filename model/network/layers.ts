import type { LayerKind, LayerSpec, Shape } from "./spec.js";

/**
 * `size`: the side in input pixels of the square that one unit sees; `jump`: the distance in input
 * pixels between neighboring units, null where a unit has read the whole grid and has no neighbors.
 * Nominal: not clipped at the image's border.
 */
export interface ReceptiveField {
  readonly size: number;
  readonly jump: number | null;
}

/** One parameter tensor of a layer; convolutions are HWIO, dense layers in×out. */
export interface ParameterSpec {
  readonly name: "weight" | "bias";
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

interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** ⌊(length + 2·padding − kernel) / stride⌋ + 1 */
export function windowOutput(length: number, { kernel, stride, padding }: Window): number {
  return Math.floor((length + 2 * padding - kernel) / stride) + 1;
}

/** A window widens what a unit sees by (kernel − 1) · jump and multiplies the jump by its stride. */
function widen(window: Window, { size, jump }: ReceptiveField): ReceptiveField {
  if (jump === null) return { size, jump };
  return { size: size + (window.kernel - 1) * jump, jump: jump * window.stride };
}

/** Reading a whole grid is a window as large as the grid; features are no grid and are read as they are. */
function readWhole(field: ReceptiveField, [, height, width]: Shape): ReceptiveField {
  if (height === undefined || width === undefined) return field;
  const { size } = widen({ kernel: Math.max(height, width), stride: 1, padding: 0 }, field);
  return { size, jump: null };
}

/** The product of a shape's dimensions. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

function mapsOf(input: Shape): readonly [channels: number, height: number, width: number] {
  const [channels, height, width] = input;
  if (channels === undefined || height === undefined || width === undefined) {
    throw new RangeError(`This layer needs [channels, height, width], got [${input.join(", ")}].`);
  }
  return [channels, height, width];
}

export const layerRules: { readonly [K in LayerKind]: LayerRule<Extract<LayerSpec, { kind: K }>> } =
  {
    convolution: {
      outputShape(layer, input) {
        const [, height, width] = mapsOf(input);
        return [layer.filters, windowOutput(height, layer), windowOutput(width, layer)];
      },
      parameters(layer, input) {
        const [channels] = mapsOf(input);
        return [
          { name: "weight", shape: [layer.kernel, layer.kernel, channels, layer.filters] },
          { name: "bias", shape: [layer.filters] },
        ];
      },
      multiplyAdds(layer, input, output) {
        const [channels] = mapsOf(input);
        return layer.kernel * layer.kernel * channels * elementCount(output);
      },
      receptiveField: widen,
    },
    maxPool: {
      outputShape(layer, input) {
        const [channels, height, width] = mapsOf(input);
        return [channels, windowOutput(height, layer), windowOutput(width, layer)];
      },
      parameters: () => [],
      multiplyAdds: () => 0,
      receptiveField: widen,
    },
    globalAveragePool: {
      outputShape: (_layer, input) => [mapsOf(input)[0]],
      parameters: () => [],
      multiplyAdds: () => 0,
      receptiveField: (_layer, field, input) => readWhole(field, input),
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
