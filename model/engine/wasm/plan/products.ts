import type { PerAxis } from "../../../network/spec.js";
import { hasUnitStride, onePixel, perAxis, type Window } from "../../../network/window.js";
import type { ValueId } from "../../../program/operations.js";
import type { Affine, FusedOf } from "./fuse.js";
import type { Lowering } from "./lowering.js";
import { createMaps, floatBytes, pixelAt, sizesOf, stridesOf, type Maps } from "./maps.js";
import { turnedPadding } from "./placement.js";
import { positionTable } from "./positionTable.js";
import { accumulate, rectify, type Argument, type Address, type Slot } from "./step.js";
import { addTileGradients, isGradientTiled, isTiled, multiplyTiles } from "./tiles.js";

/** Positions whose patches are packed at once for a weight gradient: 4.6 KB of six taps. */
const block = 192;

interface Patches {
  /** The first tap of the first patch. */
  readonly origin: Address;
  readonly stride: PerAxis;
  readonly kernel: PerAxis;
}

/** input ∗ weight, read where the input lies. */
export function lowerAffine(operation: Affine, lowering: Lowering): void {
  const { window, weight } = operation;
  const input = lowering.borderedMaps(operation.input);
  const origin = cornerOf(input, window.padding);
  const output = lowering.maps(operation.output);
  const bias = operation.bias === null ? 0 : lowering.stateAt(operation.bias);
  const mode = operation.rectified ? rectify : 0;
  if (isTiled(window, input, output)) {
    multiplyTiles(lowering, { input, origin, output, weight, isTurned: false, bias, mode });
    return;
  }
  const { panelBytes } = panelsOf(lowering, weight);
  const { kernel, stride } = window;
  const patches = { origin, stride, kernel };
  const weights = [lowering.stateAt(weight), panelBytes] as const;
  multiply(lowering, { input, patches, output, weights, bias, mode });
}

/** The gradient ∗ the weight turned around, which slides over the gradient with its own padding. */
export function lowerInputGradient(
  { gradient, weight, window, output: id }: FusedOf<"convolutionInputGradient">,
  lowering: Lowering,
): void {
  const { kernel } = window;
  const output = lowering.maps(id);
  const input = hasUnitStride(window)
    ? lowering.borderedMaps(gradient)
    : spread(lowering, gradient, { window, output });
  const origin = cornerOf(input, turnedPadding(window));
  const mode = lowering.isFirstOf(id) ? 0 : accumulate;
  if (isTiled(window, input, output)) {
    multiplyTiles(lowering, { input, origin, output, weight, isTurned: true, bias: 0, mode });
    return;
  }
  const { regions, placement } = lowering;
  const { panelBytes } = regions.transposed.layout(placement.valueOf(weight));
  const patches = { origin, stride: onePixel.stride, kernel };
  const weights = [lowering.transposedWeight(weight), panelBytes] as const;
  multiply(lowering, { input, patches, output, weights, bias: 0, mode });
}

export function lowerWeightGradient(
  { gradient: id, input: inputId, window, output }: FusedOf<"convolutionWeightGradient">,
  lowering: Lowering,
): void {
  const { kernel, stride, padding } = window;
  const input = lowering.borderedMaps(inputId);
  const gradient = lowering.maps(id);
  const { height, width, channels: columns } = gradient;
  const origin = cornerOf(input, padding);
  const { panelBytes } = panelsOf(lowering, output.replace(/^gradient\//, ""));
  const sums = [lowering.parameterGradient(output), panelBytes] as const;
  if (isGradientTiled(window, input, gradient)) {
    addTileGradients(lowering, { input, origin, output: gradient, sums });
    return;
  }
  const origins = positionTable(lowering, { ...input, place: origin, height, width }, stride);
  const targets = positionTable(lowering, gradient);
  const panels = Math.ceil(columns / 8);
  const packed: Slot = { bytesPerExample: 0, fixedBytes: block * (24 + panels * 32) };
  lowering.emitOver(
    [input, gradient],
    "addWeightGradient",
    [height * width, origins, targets, ...kernel, input.channels],
    [input.rowStride, input.pixelStride, columns],
    [...sums, block, { slot: packed, offset: 0 }],
  );
}

interface Product {
  readonly input: Maps;
  readonly patches: Patches;
  readonly output: Maps;
  readonly weights: readonly [place: Address, panelBytes: number];
  readonly bias: Argument;
  readonly mode: number;
}

function multiply(lowering: Lowering, product: Product): void {
  const { input, patches, output, weights, bias, mode } = product;
  const { height, width, channels } = output;
  const { origin, stride } = patches;
  const [tapRows, tapColumns] = patches.kernel;
  const origins = positionTable(lowering, { ...input, place: origin, height, width }, stride);
  const targets = positionTable(lowering, output);
  // Where pixels touch, the taps of a row are one run.
  const isDense = input.pixelStride === input.channels * floatBytes;
  const segments = isDense ? 1 : tapColumns;
  const length = isDense ? tapColumns * input.channels : input.channels;
  lowering.emitOver(
    [input, output],
    "multiplyPatches",
    [height * width, origins, targets, tapRows, segments, length],
    [input.rowStride, isDense ? 0 : input.pixelStride],
    [...weights, channels, bias, mode],
  );
}

/** The gradient of a convolution with stride, its pixels as far apart as the patches were. */
function spread(
  lowering: Lowering,
  id: ValueId,
  { window, output }: { readonly window: Window; readonly output: Maps },
): Maps {
  const { stride, padding } = window;
  const gradient = lowering.maps(id);
  const [down, across] = stride;
  const height = (gradient.height - 1) * down + 1;
  const width = (gradient.width - 1) * across + 1;
  const lengths = [height, width] as const;
  const around = turnedPadding(window);
  const read = [output.height, output.width] as const;
  // Behind, as far as the last positions of the output see.
  const border = perAxis((axis) =>
    Math.max(around[axis], read[axis] + padding[axis] - lengths[axis], 0),
  );
  const { channels } = gradient;
  const far = createMaps({ height, width, channels }, border);
  const [rows, columns] = border;
  const whole = { height: height + 2 * rows, width: width + 2 * columns, channels };
  const corner = { ...far, ...whole, place: cornerOf(far, border) };
  lowering.emit("clearMaps", stridesOf(corner), sizesOf(corner));
  lowering.emit("copyMaps", stridesOf(gradient), [
    far.place,
    far.imageStride,
    far.rowStride * down,
    far.pixelStride * across,
    ...sizesOf(gradient),
  ]);
  return far;
}

/** The first pixel of the padding. */
function cornerOf(maps: Maps, [rows, columns]: PerAxis): Address {
  return pixelAt(maps, -rows, -columns);
}

function panelsOf({ regions, placement }: Lowering, weight: ValueId): { panelBytes: number } {
  return regions.parameters.layout(placement.valueOf(weight));
}
