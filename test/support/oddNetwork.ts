import type { ConvolutionSpec, MaxPoolSpec, NetworkSpec, Shape } from "../../model/network/spec.js";
import { blockSpec } from "./blockSpec.js";

interface OddForm {
  readonly id: string;
  readonly input: Shape;
  readonly classes: number;
  /** What all numbers of filters are divided by; none gets less than one. */
  readonly thinness: number;
}

/** Unlike the chapter's in all that may not be taken for granted: its names, its paths, its input. */
export const oddNetwork = oddNetworkOf({
  id: "odd",
  input: [1, 1, 224],
  classes: 1000,
  thinness: 1,
});

/** The same arrangement with so few channels that loops in float64 take no time. */
export const thinOddNetwork = oddNetworkOf({
  id: "thin-odd",
  input: [3, 9, 14],
  classes: 7,
  thinness: 32,
});

function oddNetworkOf({ id, input, classes, thinness }: OddForm): NetworkSpec {
  const convolution = (name: `conv${number}x${number}`, filters: number): ConvolutionSpec => {
    const kernel = Number(name.slice(name.indexOf("x") + 1));
    const padding = (kernel - 1) / 2;
    const count = Math.ceil(filters / thinness);
    return { kind: "convolution", name, filters: count, kernel, stride: 1, padding };
  };
  return {
    id,
    title: "A network of another kind with a long title",
    source: "tests",
    input,
    classes,
    modules: [
      {
        name: "preparation_of_the_signal",
        stages: [convolution("conv1x1", 2048), pool(2)],
      },
      {
        // Blocks straight after each other, with nothing between them.
        name: "body",
        stages: [
          blockSpec("the_first_block_with_three_paths", [
            [convolution("conv1x1", 8)],
            [convolution("conv1x1", 4), convolution("conv3x3", 1024)],
            // A block within a path.
            [
              pool(1),
              blockSpec("within", [[convolution("conv1x1", 1)], [convolution("conv3x3", 2)]]),
            ],
          ]),
          blockSpec("single", [[convolution("conv5x5", 16)]]),
          blockSpec(
            "six",
            Array.from({ length: 6 }, (_, path) => [
              convolution("conv1x1", 8 * (path + 1)),
              convolution("conv3x3", 16),
              convolution("conv5x5", 32),
            ]),
          ),
          blockSpec("pair", [[convolution("conv3x3", 24)], [pool(1), convolution("conv1x1", 40)]]),
        ],
      },
      {
        name: "end",
        stages: [
          { kind: "globalAveragePool", name: "pool" },
          { kind: "dense", name: "dense", units: classes },
        ],
      },
    ],
  };
}

function pool(stride: number): MaxPoolSpec {
  return { kind: "maxPool", name: "pool", kernel: 3, stride, padding: 1 };
}
