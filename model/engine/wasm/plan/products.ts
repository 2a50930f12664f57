import type { ValueId, Window } from "../../../program/operations.js";
import type { Affine, FusedOf } from "./fuse.js";
import type { Lowering } from "./lowering.js";
import { createMaps, floatBytes, pixelAt, sizesOf, stridesOf, type Maps } from "./maps.js";
import type { Argument, Place, Slot } from "./step.js";

/** Bits of the kernel's mode. */
const rectify = 1;
const accumulate = 2;

/** Positions whose patches are packed at once for a weight gradient: 4.6 KB of six taps. */
const block = 192;

/** The kernels read six rows at a time, so a table of addresses has five more. */
const spareRows = 5;

interface Patches {
  /** The first tap of the first patch. */
  readonly origin: Place;
  readonly stride: number;
  readonly kernel: number;
}

/** input ∗ weight, read where the input lies. */
export function lowerAffine(operation: Affine, lowering: Lowering): void {
  const { kernel, stride, padding } = operation.window;
  const input = lowering.borderedMaps(operation.input);
  const patches = { origin: pixelAt(input, -padding, -padding), stride, kernel };
  const { panelBytes } = panelsOf(lowering, operation.weight);
  multiply(lowering, {
    input,
    patches,
    output: lowering.maps(operation.output),
    weights: [lowering.weight(operation.weight), panelBytes],
    bias: operation.bias === null ? 0 : lowering.weight(operation.bias),
    mode: operation.rectified ? rectify : 0,
  });
}

/** The gradient ∗ the weight turned around, which slides over the gradient with its own padding. */
export function lowerInputGradient(
  { gradient, weight, window, output: id }: FusedOf<"convolutionInputGradient">,
  lowering: Lowering,
): void {
  const { kernel, stride, padding } = window;
  const output = lowering.maps(id);
  const input =
    stride === 1 ? lowering.borderedMaps(gradient) : spread(lowering, gradient, { window, output });
  const around = kernel - 1 - padding;
  const { regions, placement } = lowering;
  const { panelBytes } = regions.transposed.layout(placement.valueOf(weight));
  multiply(lowering, {
    input,
    patches: { origin: pixelAt(input, -around, -around), stride: 1, kernel },
    output,
    weights: [lowering.transposedWeight(weight), panelBytes],
    bias: 0,
    mode: lowering.isFirstOf(id) ? 0 : accumulate,
  });
}

export function lowerWeightGradient(
  { gradient: id, input: inputId, window, output }: FusedOf<"convolutionWeightGradient">,
  lowering: Lowering,
): void {
  const { kernel, stride, padding } = window;
  const input = lowering.borderedMaps(inputId);
  const gradient = lowering.maps(id);
  const { height, width, channels: columns } = gradient;
  const origin = pixelAt(input, -padding, -padding);
  const origins = positionTable(lowering, { ...input, place: origin, height, width }, stride);
  const targets = positionTable(lowering, gradient, 1);
  const panels = Math.ceil(columns / 8);
  const { panelBytes } = panelsOf(lowering, output.replace(/^gradient\//, ""));
  const packed: Slot = { bytesPerExample: 0, fixedBytes: block * (24 + panels * 32) };
  lowering.emitOver(
    [input, gradient],
    "addWeightGradient",
    [height * width, origins, targets, kernel, input.channels],
    [input.rowStride, input.pixelStride, columns],
    [lowering.parameterGradient(output), panelBytes, block, { slot: packed, offset: 0 }],
  );
}

interface Product {
  readonly input: Maps;
  readonly patches: Patches;
  readonly output: Maps;
  readonly weights: readonly [place: Place, panelBytes: number];
  readonly bias: Argument;
  readonly mode: number;
}

function multiply(lowering: Lowering, product: Product): void {
  const { input, patches, output, weights, bias, mode } = product;
  const { height, width, channels } = output;
  const { origin, stride, kernel } = patches;
  const origins = positionTable(lowering, { ...input, place: origin, height, width }, stride);
  const targets = positionTable(lowering, output, 1);
  // Where pixels touch, the taps of a row are one run.
  const isDense = input.pixelStride === input.channels * floatBytes;
  const segments = isDense ? 1 : kernel;
  const length = isDense ? kernel * input.channels : input.channels;
  lowering.emitOver(
    [input, output],
    "multiplyPatches",
    [height * width, origins, targets, kernel, segments, length],
    [input.rowStride, isDense ? 0 : input.pixelStride],
    [...weights, channels, bias, mode],
  );
}

/** The addresses of the positions of all examples, `stride` pixels apart. */
function positionTable(lowering: Lowering, maps: Maps, stride: number): Place {
  const { place, imageStride, rowStride, pixelStride, height, width } = maps;
  const slot: Slot = {
    bytesPerExample: height * width * floatBytes,
    fixedBytes: spareRows * floatBytes,
  };
  const table = { slot, offset: 0 };
  const steps = [imageStride, rowStride * stride, pixelStride * stride];
  lowering.emit("positions", place, steps, [height, width, table]);
  return table;
}

/** The gradient of a convolution with stride, its pixels as far apart as the patches were. */
function spread(
  lowering: Lowering,
  id: ValueId,
  { window, output }: { readonly window: Window; readonly output: Maps },
): Maps {
  const { kernel, stride, padding } = window;
  const gradient = lowering.maps(id);
  const height = (gradient.height - 1) * stride + 1;
  const width = (gradient.width - 1) * stride + 1;
  const border = Math.max(
    kernel - 1 - padding,
    output.height + padding - height,
    output.width + padding - width,
    0,
  );
  const { channels } = gradient;
  const far = createMaps({ height, width, channels }, border);
  const whole = { height: height + 2 * border, width: width + 2 * border, channels };
  const corner = { ...far, ...whole, place: pixelAt(far, -border, -border) };
  lowering.emit("clearMaps", stridesOf(corner), sizesOf(corner));
  lowering.emit("copyMaps", stridesOf(gradient), [
    far.place,
    far.imageStride,
    far.rowStride * stride,
    far.pixelStride * stride,
    ...sizesOf(gradient),
  ]);
  return far;
}

function panelsOf({ regions, placement }: Lowering, weight: ValueId): { panelBytes: number } {
  return regions.parameters.layout(placement.valueOf(weight));
}
