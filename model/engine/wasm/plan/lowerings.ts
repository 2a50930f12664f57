import { elementCount } from "../../../network/layers.js";
import { octaves, smallestExponent } from "../../../run/histogramBins.js";
import { leastSide } from "../../../program/augmentation.js";
import { thresholdOf } from "../../../program/dropoutMask.js";
import type { FusedKind, FusedOf, FusedOperation } from "./fuse.js";
import type { Lower, Lowering } from "./lowering.js";
import { channelsOf, rowAsMaps, sizesOf, stridesOf, type Maps } from "./maps.js";
import {
  lowerBatchNormalize,
  lowerBatchNormalizeGradient,
  lowerNormalize,
} from "./normalizations.js";
import { lowerAffine, lowerInputGradient, lowerWeightGradient } from "./products.js";
import { control } from "./lowering.js";
import { accumulate, rectify, type Address, type Slot } from "./step.js";

/** What a draw depends on: the place in the batch of the first example, and the number of the step. */
const drawnAt: readonly Address[] = [
  { space: "place", offset: 0 },
  { space: "control", offset: control.step },
];

/** How each operation becomes calls of kernels. Updates, norms, and what else is made of all workers' gradients are no part of a shard. */
const lowerings: { readonly [K in FusedKind]: Lower<FusedOf<K>> } = {
  gather({ table, output }, lowering) {
    const { shape } = lowering.placement.valueOf(output);
    const elements = elementCount(shape);
    const bytes = table === "images" ? elements : 4;
    lowering.fed.set(table, { slot: { bytesPerExample: bytes, fixedBytes: 0 }, bytes });
  },
  scale({ factor, output }, lowering) {
    const maps = lowering.maps(output);
    lowering.emit("scaleBytes", fed(lowering, "images"), factor, stridesOf(maps), sizesOf(maps));
  },
  augment({ input, output, flips, reach, hole, key, factor }, lowering) {
    const [from, to] = [lowering.maps(input), lowering.maps(output)];
    lowering.emit(
      "augmentMaps",
      [...stridesOf(from), ...stridesOf(to), ...sizesOf(to), ...drawnAt, key, flips ? 1 : 0],
      [...reach, hole[0], leastSide(hole[0]), hole[1], leastSide(hole[1]), factor],
    );
  },
  resize({ input, output }, lowering) {
    const from = lowering.maps(input);
    const to = lowering.maps(output);
    lowering.emit(
      "resizeMaps",
      [...stridesOf(from), from.height, from.width],
      [...stridesOf(to), ...sizesOf(to)],
    );
  },
  affine: lowerAffine,
  batchNormalize: lowerBatchNormalize,
  normalize: lowerNormalize,
  batchNormalizeGradient: lowerBatchNormalizeGradient,
  addBias({ input, bias, output }, lowering) {
    copy(lowering, [lowering.maps(input), lowering.maps(output)], [lowering.stateAt(bias), 0]);
  },
  relu({ input, output }, lowering) {
    copy(lowering, [lowering.maps(input), lowering.maps(output)], [0, rectify]);
  },
  maxPool({ input, window, output }, lowering) {
    const from = lowering.maps(input);
    const to = lowering.maps(output);
    lowering.emit(
      "maxPool",
      [...stridesOf(from), from.height, from.width],
      [...stridesOf(to), ...sizesOf(to)],
      [...window.kernel, ...window.stride, ...window.padding],
    );
  },
  averagePool({ input, window, output }, lowering) {
    const from = lowering.maps(input);
    const to = lowering.maps(output);
    lowering.emit(
      "averagePool",
      [...stridesOf(from), from.height, from.width],
      [...stridesOf(to), ...sizesOf(to)],
      [...window.kernel, ...window.stride, ...window.padding],
    );
  },
  localResponseNormalize({ input, output, radius, alpha, beta, offset }, lowering) {
    const [from, to] = [lowering.maps(input), lowering.maps(output)];
    const numbers = [radius, alpha, beta, offset];
    lowering.emit("localResponseMaps", stridesOf(from), stridesOf(to), sizesOf(to), numbers);
  },
  localResponseNormalizeGradient(
    { gradient, input, normalized, output, radius, alpha, beta, offset },
    lowering,
  ) {
    const to = lowering.maps(output);
    const from = [gradient, input, normalized].map((id) => stridesOf(lowering.maps(id)));
    const numbers = [radius, alpha, beta, offset];
    lowering.emit("localResponseGradient", ...from, stridesOf(to), sizesOf(to), numbers);
  },
  weigh({ input, factor, output }, lowering) {
    const [from, to] = [lowering.maps(input), lowering.maps(output)];
    lowering.emit("weighMaps", stridesOf(from), stridesOf(to), sizesOf(to), factor);
  },
  mask({ input, mask, output }, lowering) {
    const [from, to] = [lowering.maps(input), lowering.maps(output)];
    lowering.emit("maskMaps", stridesOf(from), stridesOf(to), sizesOf(to), lowering.stateAt(mask));
  },
  dropout({ input, key, share, output }, lowering) {
    const [from, to] = [lowering.maps(input), lowering.maps(output)];
    lowering.emit(
      "dropMaps",
      [...stridesOf(from), ...stridesOf(to), ...sizesOf(to), ...drawnAt],
      [key, thresholdOf(share), 1 / (1 - share)],
    );
  },
  reshape({ input, output }, lowering) {
    const from = lowering.maps(input);
    const to = lowering.maps(output);
    const isFlattening = to.height * to.width === 1;
    // Elements in a row, as the maps that they are of.
    const [maps, row] = isFlattening ? [from, to] : [to, from];
    const within = rowAsMaps(row, maps);
    copy(lowering, isFlattening ? [maps, within] : [within, maps]);
  },
  concat({ inputs, output }, lowering) {
    let first = 0;
    for (const part of inputs.map((id) => lowering.maps(id))) {
      copyIfElsewhere(lowering, part, channelsOf(lowering.maps(output), first, part.channels));
      first += part.channels;
    }
  },
  globalAverage({ input, output }, lowering) {
    const from = lowering.maps(input);
    const to = lowering.maps(output);
    lowering.emit("averageMaps", stridesOf(from), sizesOf(from), [to.place, to.imageStride]);
  },
  crossEntropy({ logits: id, smoothing, weight, loss, gradient: gradientId }, lowering) {
    const logits = lowering.maps(id);
    const gradient = lowering.maps(gradientId);
    const share: Address = { space: "control", offset: control.share };
    lowering.emit(
      "crossEntropy",
      [logits.place, logits.imageStride, fed(lowering, "labels")],
      [gradient.place, gradient.imageStride, logits.channels, share, smoothing, weight],
      [lowering.result(lowering.regions.results.lossOf(loss))],
    );
  },
  accuracy({ logits: id, output }, lowering) {
    const { place, imageStride, channels } = lowering.maps(id);
    const hits = lowering.result(lowering.regions.results.hitsOf(output));
    lowering.emit("countHits", [place, imageStride, fed(lowering, "labels"), channels, hits]);
  },
  convolutionInputGradient: lowerInputGradient,
  convolutionWeightGradient: lowerWeightGradient,
  biasGradient({ input, output }, lowering) {
    const maps = lowering.maps(input);
    const sums = lowering.parameterGradient(output);
    lowering.emit("addColumnSums", stridesOf(maps), sizesOf(maps), sums);
  },
  reluGradient({ gradient, activation, output }, lowering) {
    const to = lowering.maps(output);
    const from = [lowering.maps(gradient), lowering.maps(activation)].map(stridesOf);
    lowering.emit("gateMaps", ...from, stridesOf(to), sizesOf(to));
  },
  maxPoolGradient({ gradient, input, pooled, window, output }, lowering) {
    const from = lowering.maps(input);
    const peaks = lowering.maps(pooled);
    const to = lowering.clearedMaps(output);
    lowering.emit(
      "addMaxPoolGradient",
      [...stridesOf(from), from.height, from.width],
      [...stridesOf(peaks), peaks.height, peaks.width],
      [...stridesOf(lowering.maps(gradient)), ...stridesOf(to), from.channels],
      [...window.kernel, ...window.stride, ...window.padding],
    );
  },
  averagePoolGradient({ gradient, window, output }, lowering) {
    const from = lowering.maps(gradient);
    const to = lowering.clearedMaps(output);
    lowering.emit(
      "addAveragePoolGradient",
      [...stridesOf(from), from.height, from.width],
      [...stridesOf(to), ...sizesOf(to)],
      [...window.kernel, ...window.stride, ...window.padding],
    );
  },
  split({ input, outputs }, lowering) {
    let first = 0;
    for (const part of outputs.map((id) => lowering.maps(id))) {
      copyIfElsewhere(lowering, channelsOf(lowering.maps(input), first, part.channels), part);
      first += part.channels;
    }
  },
  sum({ inputs, output }, lowering) {
    const to = lowering.maps(output);
    for (const part of inputs.map((id) => lowering.maps(id))) {
      if (isSamePlace(part, to)) continue;
      copy(lowering, [part, to], [0, lowering.isFirstOf(output) ? 0 : accumulate]);
    }
  },
  globalAverageGradient({ gradient, output }, lowering) {
    const { place, imageStride } = lowering.maps(gradient);
    const to = lowering.clearedMaps(output);
    lowering.emit("addAverageGradient", [place, imageStride], stridesOf(to), sizesOf(to));
  },
  follow: notInShard,
  average: notInShard,
  clip: notInShard,
  addDecay: notInShard,
  gradientDescent: notInShard,
  momentumDescent: notInShard,
  adamDescent: notInShard,
  meanAbsolute({ input, output }, lowering) {
    const maps = lowering.maps(input);
    const sum = lowering.result(lowering.regions.results.offsetOf(output));
    lowering.emit("addMagnitudes", stridesOf(maps), sizesOf(maps), [0, sum]);
  },
  meanSquare({ input, output }, lowering) {
    const maps = lowering.maps(input);
    const sum = lowering.result(lowering.regions.results.offsetOf(output));
    lowering.emit("addMagnitudes", stridesOf(maps), sizesOf(maps), [1, sum]);
  },
  deadShare({ input, output }, lowering) {
    const maps = lowering.maps(input);
    const alive = lowering.result(lowering.regions.results.offsetOf(output));
    lowering.emit("markAlive", stridesOf(maps), sizesOf(maps), alive);
  },
  norm: notInShard,
  histogram({ input, output }, lowering) {
    const maps = lowering.maps(input);
    const counts = lowering.result(lowering.regions.results.offsetOf(output));
    const args = [...stridesOf(maps), ...sizesOf(maps), smallestExponent, octaves, counts];
    lowering.steps.push({ kernel: "countBinsOfMaps", args, isSampling: true });
  },
};

/** Appends what an operation does on the examples of a shard. */
export function lower(operation: FusedOperation, lowering: Lowering): void {
  // SAFETY: the table has for each kind the function of that kind; TypeScript loses the tie.
  (lowerings[operation.kind] as Lower<FusedOperation>)(operation, lowering);
}

function notInShard({ kind }: FusedOperation): never {
  throw new Error(`${kind} works on whole gradients.`);
}

function fed(lowering: Lowering, table: "images" | "labels"): Address {
  const slot: Slot | undefined = lowering.fed.get(table)?.slot;
  if (slot === undefined) throw new Error(`The ${table} are read before they are gathered.`);
  return { slot, offset: 0 };
}

function copy(
  lowering: Lowering,
  [from, to]: readonly [from: Maps, to: Maps],
  [bias, mode]: readonly [bias: Address | 0, mode: number] = [0, 0],
): void {
  lowering.emit("copyMaps", stridesOf(from), stridesOf(to), sizesOf(to), [bias, mode]);
}

function copyIfElsewhere(lowering: Lowering, from: Maps, to: Maps): void {
  if (!isSamePlace(from, to)) copy(lowering, [from, to]);
}

function isSamePlace({ place: a }: Maps, { place: b }: Maps): boolean {
  return "slot" in a && "slot" in b && a.slot === b.slot && a.offset === b.offset;
}
