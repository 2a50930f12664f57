import { changeOf, originOf, type Augmentation } from "../../program/augmentation.js";
import type { Tensor } from "./tensor.js";

/** Every picture of a batch, [batch, height, width, channels], changed as the draws of a step say. */
export function augment(
  input: Tensor,
  augmentation: Augmentation & { readonly key: number; readonly factor: number },
  step: number,
  output: Tensor,
): void {
  const [batch = 0, height = 1, width = 1, channels = 1] = input.shape;
  const pixels = height * width;
  for (let example = 0; example < batch; example++) {
    const change = changeOf(augmentation, step, example, [height, width]);
    for (let pixel = 0; pixel < pixels; pixel++) {
      const at: readonly [number, number] = [Math.floor(pixel / width), pixel % width];
      const to = rowOf(output, example * pixels + pixel, channels);
      const origin = originOf(change, at, [height, width]);
      if (origin === null) continue;
      if ("gray" in origin) to.fill(origin.gray * augmentation.factor);
      else to.set(rowOf(input, example * pixels + origin.y * width + origin.x, channels));
    }
  }
}

function rowOf({ data }: Tensor, row: number, length: number): Float64Array {
  return data.subarray(row * length, (row + 1) * length);
}
