import { add, at, type Tensor } from "./tensor.js";

interface Learned {
  readonly scale: Tensor;
  readonly epsilon: number;
}

interface Statistics {
  readonly mean: Tensor;
  /** Of a batch: the sample's, the sum of squares over n − 1. */
  readonly variance: Tensor;
}

/** By the statistics of the batch, which are written. */
export function batchNormalize(
  input: Tensor,
  { mean, variance, ...learned }: Statistics & Learned & { readonly shift: Tensor },
  output: Tensor,
): void {
  const channels = mean.data.length;
  const count = input.data.length / channels;
  input.data.forEach((value, index) => add(mean.data, index % channels, value / count));
  const biased = { ...variance, data: new Float64Array(channels) };
  input.data.forEach((value, index) => {
    const distance = value - at(mean.data, index % channels);
    add(biased.data, index % channels, distance ** 2 / count);
  });
  biased.data.forEach((value, channel) => {
    variance.data[channel] = (value * count) / Math.max(1, count - 1);
  });
  normalize(input, { mean, variance: biased, ...learned }, output);
}

export function normalize(
  input: Tensor,
  { mean, variance, scale, shift, epsilon }: Statistics & Learned & { readonly shift: Tensor },
  output: Tensor,
): void {
  const channels = mean.data.length;
  input.data.forEach((value, index) => {
    const channel = index % channels;
    const deviation = Math.sqrt(at(variance.data, channel) + epsilon);
    const normal = (value - at(mean.data, channel)) / deviation;
    output.data[index] = at(scale.data, channel) * normal + at(shift.data, channel);
  });
}

/** By the chain rule through mean and variance too (Ioffe and Szegedy 2015, section 3). */
export function batchNormalizeGradient(
  {
    gradient,
    input,
    scale,
    mean,
    variance,
    epsilon,
  }: Statistics & Learned & { readonly gradient: Tensor; readonly input: Tensor },
  to: { readonly output: Tensor; readonly scaleGradient: Tensor; readonly shiftGradient: Tensor },
): void {
  const channels = mean.data.length;
  const count = input.data.length / channels;
  const deviations = variance.data.map((value) =>
    Math.sqrt((value * Math.max(1, count - 1)) / count + epsilon),
  );
  const normalAt = (index: number): number => {
    const channel = index % channels;
    return (at(input.data, index) - at(mean.data, channel)) / at(deviations, channel);
  };
  gradient.data.forEach((slope, index) => {
    add(to.shiftGradient.data, index % channels, slope);
    add(to.scaleGradient.data, index % channels, slope * normalAt(index));
  });
  gradient.data.forEach((slope, index) => {
    const channel = index % channels;
    const common = at(to.shiftGradient.data, channel) / count;
    const along = (normalAt(index) * at(to.scaleGradient.data, channel)) / count;
    const factor = at(scale.data, channel) / at(deviations, channel);
    to.output.data[index] = factor * (slope - common - along);
  });
}
