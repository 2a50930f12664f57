import type { ConvolutionSpec, NetworkSpec } from "../../model/network/spec.js";

/** Unlike the chapter's in all that a picture may not take for granted: its names, its paths, its input. */
export const oddNetwork: NetworkSpec = {
  id: "odd",
  title: "A network of another kind with a long title",
  source: "tests",
  input: [1, 1, 224],
  classes: 1000,
  modules: [
    {
      name: "preparation_of_the_signal",
      stages: [
        convolution("conv1x1", 2048),
        { kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 1 },
      ],
    },
    {
      name: "body",
      stages: [
        {
          kind: "inception",
          name: "the_first_block_with_three_paths",
          paths: [
            [convolution("conv1x1", 8)],
            [convolution("conv1x1", 4), convolution("conv3x3", 1024)],
            [
              { kind: "maxPool", name: "pool", kernel: 3, stride: 1, padding: 1 },
              convolution("conv1x1", 1),
            ],
          ],
        },
        { kind: "inception", name: "single", paths: [[convolution("conv5x5", 16)]] },
        {
          kind: "inception",
          name: "six",
          paths: Array.from({ length: 6 }, (_, path) => [
            convolution("conv1x1", 8 * (path + 1)),
            convolution("conv3x3", 16),
            convolution("conv5x5", 32),
          ]),
        },
      ],
    },
    {
      name: "end",
      stages: [
        { kind: "globalAveragePool", name: "pool" },
        { kind: "dense", name: "dense", units: 1000 },
      ],
    },
  ],
};

function convolution(name: `conv${number}x${number}`, filters: number): ConvolutionSpec {
  const kernel = Number(name.slice(name.indexOf("x") + 1));
  return { kind: "convolution", name, filters, kernel, stride: 1, padding: (kernel - 1) / 2 };
}
