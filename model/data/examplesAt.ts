import type { Examples } from "./dataset.js";

/** These examples, in this order, in memory of their own. */
export function examplesAt(
  { images, labels, height, width, channels }: Examples,
  indices: readonly number[],
): Examples {
  const length = height * width * channels;
  const chosen = new Uint8Array(indices.length * length);
  indices.forEach((index, place) => {
    chosen.set(images.subarray(index * length, (index + 1) * length), place * length);
  });
  const count = indices.length;
  const named = Uint16Array.from(indices, (index) => labels[index] ?? 0);
  return { count, height, width, channels, images: chosen, labels: named };
}
