import type { Tensor } from "../compute.js";
import { descend } from "../shaders/elementwise.js";
import {
  addScaled,
  clip,
  average as followAverage,
  descendByAdam,
  followNesterov,
  followSquare,
  followValue,
} from "../shaders/update.js";
import type { Kernels, Memory } from "./kernel.js";

/** What is made of the parameters' gradients, and the step along them. */
export const updateKernels = {
  follow({ average, value, share }, memory) {
    const into = memory.read(average);
    const inputs = [memory.read(value)];
    const uniforms = { keep: 1 - share, share };
    memory.compute.shade(followValue, { inputs, uniforms, shape: into.shape, into });
  },
  average({ average, value, step, share }, memory) {
    const into = memory.read(average);
    const inputs = [memory.read(value), memory.read(step)];
    const { shape } = into;
    memory.compute.shade(followAverage, { inputs, uniforms: { share }, shape, into });
  },
  clip({ gradient, norm, largest, output }, memory) {
    const inputs = [memory.read(gradient), memory.read(norm)];
    const shape = memory.shapeOf(output);
    memory.write(output, memory.compute.shade(clip, { inputs, uniforms: { largest }, shape }));
  },
  addDecay({ gradient, parameter, decay, output }, memory) {
    const inputs = [memory.read(gradient), memory.read(parameter)];
    const shape = memory.shapeOf(output);
    const uniforms = { factor: decay };
    memory.write(output, memory.compute.shade(addScaled, { inputs, uniforms, shape }));
  },
  gradientDescent({ parameter, gradient, rate }, memory) {
    descendAlong(memory, parameter, [memory.read(gradient), memory.read(rate)]);
  },
  momentumDescent({ parameter, gradient, velocity, rate, momentum, isNesterov }, memory) {
    const { compute } = memory;
    const slope = memory.read(gradient);
    const into = memory.read(velocity);
    const { shape } = into;
    const uniforms = { keep: momentum, share: 1 };
    compute.shade(followValue, { inputs: [slope], uniforms, shape, into });
    const along = isNesterov
      ? compute.shade(followNesterov, { inputs: [slope, into], uniforms: { momentum }, shape })
      : into;
    descendAlong(memory, parameter, [along, memory.read(rate)]);
  },
  adamDescent({ parameter, gradient, mean, square, rate, step, ...numbers }, memory) {
    const { compute } = memory;
    const { beta1, beta2, epsilon, decay } = numbers;
    const inputs = [memory.read(gradient)];
    const [first, second] = [memory.read(mean), memory.read(square)];
    const { shape } = first;
    const follow = (beta: number) => ({ keep: beta, share: 1 - beta });
    compute.shade(followValue, { inputs, uniforms: follow(beta1), shape, into: first });
    compute.shade(followSquare, { inputs, uniforms: follow(beta2), shape, into: second });
    compute.shade(descendByAdam, {
      inputs: [first, second, memory.read(rate), memory.read(step)],
      uniforms: { ...{ log1: Math.log(beta1), log2: Math.log(beta2) }, epsilon, decay },
      shape,
      into: memory.read(parameter),
    });
  },
} satisfies Kernels;

function descendAlong(
  memory: Memory,
  parameter: string,
  inputs: readonly [along: Tensor, rate: Tensor],
): void {
  const into = memory.read(parameter);
  memory.compute.shade(descend, { inputs, uniforms: {}, shape: into.shape, into });
}
