import type { LocalResponse } from "../../../program/operations.js";
import type { Tensor } from "../compute.js";
import {
  localResponseNormalize,
  localResponseNormalizeGradient,
} from "../shaders/localResponse.js";
import type { Kernels } from "./kernel.js";

export const localResponseKernels = {
  localResponseNormalize({ input, output, ...response }, memory) {
    const x = memory.read(input);
    const uniforms = numbersOf(response, x);
    const call = { inputs: [x], uniforms, shape: x.shape };
    memory.write(output, memory.compute.shade(localResponseNormalize, call));
  },
  localResponseNormalizeGradient({ gradient, input, normalized, output, ...response }, memory) {
    const x = memory.read(input);
    const inputs = [memory.read(gradient), x, memory.read(normalized)];
    const call = { inputs, uniforms: numbersOf(response, x), shape: x.shape };
    memory.write(output, memory.compute.shade(localResponseNormalizeGradient, call));
  },
} satisfies Kernels;

function numbersOf({ radius, alpha, beta, offset }: LocalResponse, { shape }: Tensor) {
  return { channels: shape.at(-1) ?? 1, radius, alpha, beta, offset };
}
