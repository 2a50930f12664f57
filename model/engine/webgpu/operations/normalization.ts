import { Mean, Sum } from "@tensorflow/tfjs-core";
import type { Tensor } from "../compute.js";
import { scale as scaled } from "../shaders/elementwise.js";
import {
  normalize,
  normalizeGradient,
  squareDistance,
  timesNormal,
} from "../shaders/normalization.js";
import { asMatrix, type Kernels, type Memory } from "./kernel.js";

/** By the statistics of a batch or given ones. */
export const normalizationKernels = {
  batchNormalize({ input, scale, shift, epsilon, output, mean, variance }, memory) {
    const { compute } = memory;
    const x = memory.read(input);
    const channels = x.shape.at(-1) ?? 1;
    const means = ofChannels(memory, Mean, x);
    const distances = compute.shade(squareDistance, {
      ...{ inputs: [x, means], uniforms: { channels }, shape: x.shape },
    });
    const biased = ofChannels(memory, Mean, distances);
    const uniforms = { factor: 1 / sampleShare(x) };
    memory.write(mean, means);
    memory.write(
      variance,
      compute.shade(scaled, { inputs: [biased], uniforms, shape: biased.shape }),
    );
    const learned = [memory.read(scale), memory.read(shift)];
    const inputs = [x, means, biased, ...learned];
    const numbers = { channels, epsilon };
    memory.write(output, compute.shade(normalize, { inputs, uniforms: numbers, shape: x.shape }));
  },
  normalize({ input, mean, variance, scale, shift, epsilon, output }, memory) {
    const x = memory.read(input);
    const inputs = [x, ...[mean, variance, scale, shift].map((id) => memory.read(id))];
    const uniforms = { channels: x.shape.at(-1) ?? 1, epsilon };
    const shape = x.shape;
    memory.write(output, memory.compute.shade(normalize, { inputs, uniforms, shape }));
  },
  batchNormalizeGradient({ gradient, input, scale, mean, variance, epsilon, ...to }, memory) {
    const { compute } = memory;
    const [slope, x] = [memory.read(gradient), memory.read(input)];
    const { shape } = x;
    const channels = shape.at(-1) ?? 1;
    const statistics = [memory.read(mean), memory.read(variance)];
    const numbers = { channels, epsilon, share: sampleShare(x) };
    const along = compute.shade(timesNormal, {
      ...{ inputs: [slope, x, ...statistics], uniforms: numbers, shape },
    });
    const scaleGradient = ofChannels(memory, Sum, along);
    const shiftGradient = ofChannels(memory, Sum, slope);
    memory.write(to.scaleGradient, scaleGradient);
    memory.write(to.shiftGradient, shiftGradient);
    const inputs = [slope, x, ...statistics, memory.read(scale), scaleGradient, shiftGradient];
    const uniforms = { ...numbers, count: countOf(x) };
    memory.write(to.output, compute.shade(normalizeGradient, { inputs, uniforms, shape }));
  },
} satisfies Kernels;

/** Over all but the last dimension. */
function ofChannels(memory: Memory, kernel: string, x: Tensor): Tensor {
  const matrix = asMatrix(memory, x);
  return memory.compute.kernel(kernel, { x: matrix }, { axis: 0, keepDims: false });
}

/** Positions of all examples. */
function countOf({ shape }: Tensor): number {
  return shape.slice(0, -1).reduce((product, length) => product * length, 1);
}

/** (n − 1) / n: what a sample's variance is multiplied by for that of its own numbers. */
function sampleShare(x: Tensor): number {
  const count = countOf(x);
  return Math.max(1, count - 1) / count;
}
