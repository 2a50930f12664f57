import type { LocalResponse } from "../../program/operations.js";
import { add, at, type Tensor } from "./tensor.js";

/** The sums that divide, before the power: offset + alpha · Σ input². */
function sumsOf({ data, shape }: Tensor, { radius, alpha, offset }: LocalResponse): Float64Array {
  const sums = new Float64Array(data.length).fill(offset);
  eachNeighbor(data.length, shape.at(-1) ?? 1, radius, (index, neighbor) => {
    add(sums, index, alpha * at(data, neighbor) ** 2);
  });
  return sums;
}

/** Every place with each of the channels that its sum is over, its own among them. */
function eachNeighbor(
  length: number,
  channels: number,
  radius: number,
  visit: (index: number, neighbor: number) => void,
): void {
  for (let index = 0; index < length; index++) {
    const channel = index % channels;
    const first = Math.max(0, channel - radius);
    const last = Math.min(channels - 1, channel + radius);
    for (let other = first; other <= last; other++) visit(index, index - channel + other);
  }
}

export function localResponseNormalize(input: Tensor, of: LocalResponse, output: Tensor): void {
  const sums = sumsOf(input, of);
  input.data.forEach((value, index) => {
    output.data[index] = value * at(sums, index) ** -of.beta;
  });
}

/** By its own number, and by all sums that this is in. */
export function localResponseNormalizeGradient(
  gradient: Tensor,
  input: Tensor,
  of: LocalResponse,
  output: Tensor,
): void {
  const { alpha, beta, radius } = of;
  const sums = sumsOf(input, of);
  gradient.data.forEach((slope, index) => {
    output.data[index] = slope * at(sums, index) ** -beta;
  });
  eachNeighbor(input.data.length, input.shape.at(-1) ?? 1, radius, (index, neighbor) => {
    const slope = at(gradient.data, index) * at(input.data, index);
    const power = at(sums, index) ** (-beta - 1);
    add(output.data, neighbor, -2 * alpha * beta * at(input.data, neighbor) * slope * power);
  });
}
