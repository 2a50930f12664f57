import type { ValueId } from "../../program/operations.js";
import type { MemoryPlan, PlacedMaps } from "./plan/workerPlan.js";

/**
 * Copies of the values that the workers have left in the memory they share, of the examples of each
 * worker one behind the other: [examples, height, width, channels] without the borders around maps.
 */
export function gatherAsked(
  memory: SharedArrayBuffer,
  asked: MemoryPlan["asked"],
  examplesOf: readonly number[],
): ReadonlyMap<ValueId, Float32Array> {
  const [first = new Map<ValueId, PlacedMaps>()] = asked;
  return new Map(
    [...first].map(([id, { height, width, channels }]) => {
      const length = height * width * channels;
      const values = new Float32Array(length * examplesOf.reduce((sum, count) => sum + count, 0));
      let next = 0;
      asked.forEach((places, worker) => {
        const maps = places.get(id);
        if (maps === undefined) throw new Error(`Worker ${worker} has no place for ${id}.`);
        for (let example = 0; example < (examplesOf[worker] ?? 0); example++, next += length) {
          copyMaps(memory, maps, example, values.subarray(next, next + length));
        }
      });
      return [id, values];
    }),
  );
}

function copyMaps(
  memory: SharedArrayBuffer,
  { address, imageStride, rowStride, pixelStride, height, width, channels }: PlacedMaps,
  example: number,
  into: Float32Array,
): void {
  const begin = address + example * imageStride;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const offset = Math.floor(pixel / width) * rowStride + (pixel % width) * pixelStride;
    into.set(new Float32Array(memory, begin + offset, channels), pixel * channels);
  }
}
