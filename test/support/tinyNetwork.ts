import type { Dataset, Examples } from "../../model/data/dataset.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { blockSpec } from "./blockSpec.js";

/** Every kind of layer once, small enough for float64 loops and finite differences. */
export const tinyNetwork: NetworkSpec = {
  id: "tiny",
  title: "Tiny",
  source: "tests",
  input: [2, 11, 9],
  classes: 3,
  modules: [
    {
      name: "stem",
      stages: [
        { kind: "convolution", name: "conv7x7", filters: 3, kernel: 7, stride: 2, padding: 3 },
        { kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 1 },
      ],
    },
    {
      name: "body",
      stages: [
        blockSpec("a", [
          [
            {
              kind: "convolution",
              name: "conv1x1",
              filters: 2,
              kernel: 1,
              stride: 1,
              padding: 0,
            },
          ],
          [
            {
              kind: "convolution",
              name: "conv1x1",
              filters: 2,
              kernel: 1,
              stride: 1,
              padding: 0,
            },
            {
              kind: "convolution",
              name: "conv3x3",
              filters: 3,
              kernel: 3,
              stride: 1,
              padding: 1,
            },
          ],
          [
            {
              kind: "convolution",
              name: "conv1x1",
              filters: 2,
              kernel: 1,
              stride: 1,
              padding: 0,
            },
            {
              kind: "convolution",
              name: "conv5x5",
              filters: 2,
              kernel: 5,
              stride: 1,
              padding: 2,
            },
          ],
          [
            { kind: "maxPool", name: "pool", kernel: 3, stride: 1, padding: 1 },
            { kind: "averagePool", name: "average", kernel: 3, stride: 1, padding: 1 },
            {
              kind: "convolution",
              name: "conv1x1",
              filters: 2,
              kernel: 1,
              stride: 1,
              padding: 0,
            },
          ],
        ]),
        { kind: "globalAveragePool", name: "pool" },
      ],
    },
    { name: "linear", stages: [{ kind: "dense", name: "dense", units: 3 }] },
  ],
};

/** Images of noise whose mean brightness tells the class, so that there is something to learn. */
export function noiseExamples(count: number, height = 6, width = 5, channels = 2): Examples {
  const length = height * width * channels;
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 3);
  const images = Uint8Array.from({ length: count * length }, (_, place) => {
    const noise = (Math.imul(place + 1, 2654435761) >>> 24) % 100;
    return noise + 75 * (Math.floor(place / length) % 3);
  });
  return { count, height, width, channels, images, labels };
}

export function noiseDataset(train: number, test: number): Dataset {
  return {
    id: "noise",
    title: "Noise",
    source: "tests",
    classNames: ["dark", "gray", "bright"],
    train: noiseExamples(train),
    test: noiseExamples(test),
    checksums: {},
  };
}
