import type { Examples } from "../data/dataset.js";

/** The first examples, so many at most, in the same memory. */
export function firstOf({ images, labels, ...shape }: Examples, most: number): Examples {
  const count = Math.min(most, shape.count);
  const length = shape.height * shape.width * shape.channels;
  return {
    ...{ ...shape, count, images: images.subarray(0, count * length) },
    labels: labels.subarray(0, count),
  };
}
