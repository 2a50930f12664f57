import { BatchMatMul } from "@tensorflow/tfjs-core";
import { Compute } from "./compute.js";
import type { Device } from "./device.js";

const smallestSide = 256;
const largestSide = 4096;
const runs = 5;
/** A product that takes so long keeps any GPU busy; a larger one would only take longer. */
const enoughSeconds = 0.05;

/** Multiply-adds a second of the best product of two square float32 matrices, as in pointwise convolutions. */
export function measureMatrixMultiply(device: Device): Promise<number> {
  return device.guard(async () => {
    const compute = new Compute(device);
    let best = 0;
    let seconds = 0;
    for (let side = smallestSide; side <= largestSide && seconds < enoughSeconds; side *= 2) {
      seconds = await bestProduct(compute, side);
      best = Math.max(best, side ** 3 / seconds);
    }
    compute.close();
    return best;
  });
}

/** Seconds of the fastest of a few; the first, which may compile the shader, is left out. */
async function bestProduct(compute: Compute, side: number): Promise<number> {
  const matrix = compute.upload(new Float32Array(side * side).fill(1), [side, side]);
  const attributes = { transposeA: false, transposeB: false };
  const multiply = (): void => {
    compute.kernel(BatchMatMul, { a: matrix, b: matrix }, attributes);
    compute.freeMade([]);
  };
  await compute.time(multiply);
  let best = Infinity;
  for (let run = 0; run < runs; run++) best = Math.min(best, (await compute.time(multiply)) / 1000);
  compute.free(matrix);
  return best;
}
