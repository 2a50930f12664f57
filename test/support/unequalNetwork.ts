import type {
  ConvolutionSpec,
  MaxPoolSpec,
  NetworkSpec,
  PerAxis,
  WindowSpec,
} from "../../model/network/spec.js";
import { blockSpec } from "./blockSpec.js";

const keeping = (...kernel: PerAxis): WindowSpec => {
  const [height, width] = kernel;
  return { kernel, stride: 1, padding: [(height - 1) / 2, (width - 1) / 2] };
};
/** As in the reductions of Inception v3: no padding, and no window over the last column of an even grid. */
const halving: WindowSpec = { kernel: 3, stride: 2, padding: 0 };

/** Windows that are not square, and such as do not reach all of what they read. */
export const unequalNetwork: NetworkSpec = {
  id: "unequal",
  title: "Unequal windows",
  source: "tests",
  input: [3, 19, 22],
  classes: 5,
  modules: [
    { name: "stem", stages: [convolution("conv3x3", 8, halving)] }, // 8×9×10
    {
      name: "body",
      stages: [
        blockSpec("factored", [
          [convolution("conv1x7", 3, keeping(1, 7)), convolution("conv7x1", 4, keeping(7, 1))],
          [convolution("conv3x1", 2, keeping(3, 1)), convolution("conv1x3", 3, keeping(1, 3))],
          [pool("pool", keeping(3, 5)), convolution("conv1x1", 5, keeping(1, 1))],
        ]), // 12×9×10
        blockSpec("reduction", [
          [convolution("conv1x1", 4, keeping(1, 1)), convolution("conv3x3", 4, halving)],
          [pool("pool", halving)],
        ]), // 16×4×4
        convolution("conv5x3", 6, { kernel: [5, 3], stride: [2, 1], padding: [2, 0] }), // 6×2×2
        pool("pool", { kernel: [2, 1], stride: [1, 2], padding: 0 }), // 6×1×1
      ],
    },
    {
      name: "end",
      stages: [
        { kind: "globalAveragePool", name: "average" },
        { kind: "dense", name: "dense", units: 5 },
      ],
    },
  ],
};

function convolution(name: string, filters: number, window: WindowSpec): ConvolutionSpec {
  return { kind: "convolution", name, filters, ...window };
}

function pool(name: string, window: WindowSpec): MaxPoolSpec {
  return { kind: "maxPool", name, ...window };
}
