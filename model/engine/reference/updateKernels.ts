import type { OperationKind } from "../../program/operations.js";
import { map, scalarAt, type Kernel } from "./memory.js";
import { add, at } from "./tensor.js";

/** What is made of the parameters' gradients, and the step along them. */
export const updateKernels = {
  follow({ average, value, share }, memory) {
    const values = memory.read(value).data;
    const averages = memory.read(average).data;
    averages.forEach((before, index) => {
      averages[index] = before + share * (at(values, index) - before);
    });
  },
  average({ average, value, step, share }, memory) {
    const values = memory.read(value).data;
    const averages = memory.read(average).data;
    const part = Math.max(share, 10 / (scalarAt(memory, step) + 9));
    averages.forEach((before, index) => {
      averages[index] = before + part * (at(values, index) - before);
    });
  },
  clip({ gradient, norm, largest, output }, memory) {
    const factor = Math.min(1, largest / (scalarAt(memory, norm) + 1e-6));
    map(memory, gradient, output, (value) => value * factor);
  },
  addDecay({ gradient, parameter, decay, output }, memory) {
    const values = memory.read(parameter).data;
    const to = memory.create(output).data;
    memory.read(gradient).data.forEach((value, index) => {
      to[index] = value + decay * at(values, index);
    });
  },
  gradientDescent({ parameter, gradient, rate }, memory) {
    const values = memory.read(parameter).data;
    const step = scalarAt(memory, rate);
    memory.read(gradient).data.forEach((value, index) => add(values, index, -step * value));
  },
  momentumDescent({ parameter, gradient, velocity, rate, momentum, isNesterov }, memory) {
    const values = memory.read(parameter).data;
    const velocities = memory.read(velocity).data;
    const step = scalarAt(memory, rate);
    memory.read(gradient).data.forEach((value, index) => {
      const next = momentum * at(velocities, index) + value;
      velocities[index] = next;
      add(values, index, -step * (isNesterov ? value + momentum * next : next));
    });
  },
  adamDescent({ parameter, gradient, mean, square, rate, step, ...numbers }, memory) {
    const { beta1, beta2, epsilon, decay } = numbers;
    const values = memory.read(parameter).data;
    const means = memory.read(mean).data;
    const squares = memory.read(square).data;
    const [length, time] = [scalarAt(memory, rate), scalarAt(memory, step)];
    memory.read(gradient).data.forEach((value, index) => {
      const first = beta1 * at(means, index) + (1 - beta1) * value;
      const second = beta2 * at(squares, index) + (1 - beta2) * value ** 2;
      means[index] = first;
      squares[index] = second;
      const deviation = Math.sqrt(second / (1 - beta2 ** time)) + epsilon;
      const along = first / (1 - beta1 ** time) / deviation;
      add(values, index, -length * (decay * at(values, index) + along));
    });
  },
} satisfies { readonly [K in OperationKind]?: Kernel<K> };
