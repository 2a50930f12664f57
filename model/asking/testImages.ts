import * as z from "zod";
import type { Examples } from "../data/dataset.js";
import type { NetworkQuestion } from "./question.js";

/** Images as they are in the data set, one after the other. */
export interface ImageTiles {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [images, height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
}

/** As many as are looked at together, so that an answer stays small. */
const mostAtOnce = 256;

/** Images of the test set by their numbers; one that there is not is left out. */
export const testImages: NetworkQuestion<readonly number[], ImageTiles> = {
  of: "network",
  input: z.array(z.int().nonnegative()).max(mostAtOnce),
  answer: async (network, indices) => {
    const { test } = await network.dataset();
    return tilesOf(
      test,
      indices.filter((index) => index < test.count),
    );
  },
};

export function tilesOf(examples: Examples, indices: readonly number[]): ImageTiles {
  const { height, width, channels, images } = examples;
  const length = height * width * channels;
  const pixels = new Uint8Array(indices.length * length);
  indices.forEach((index, place) => {
    pixels.set(images.subarray(index * length, (index + 1) * length), place * length);
  });
  return { height, width, channels, pixels };
}
