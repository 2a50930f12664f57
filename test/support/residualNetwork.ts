import type { ConvolutionSpec, NetworkSpec } from "../../model/network/spec.js";
import { blockSpec } from "./blockSpec.js";

const linear = { activation: "none" } as const;

/**
 * What the chapter's network has not: sums with shortcuts and without, on the trunk and on a path, layers
 * without bias, without ReLU, with padding in a mean, and maps that are read in a row at the end.
 */
export const residualNetwork: NetworkSpec = {
  id: "residual",
  title: "Residual",
  source: "tests",
  input: [2, 9, 10],
  classes: 4,
  modules: [
    {
      name: "stem",
      stages: [
        { ...convolution("conv3x3", 6, 3), bias: false }, // 6×9×10
        {
          ...{ kind: "localResponseNormalization", name: "norm" },
          // Strong enough to be seen.
          ...{ size: 3, alpha: 0.5, beta: 0.75, offset: 1.5 },
        },
        { kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 1 }, // 6×5×5
      ],
    },
    {
      name: "body",
      stages: [
        {
          ...blockSpec("shortcut", [
            [],
            [
              blockSpec("within", [
                [{ ...convolution("conv1x1", 3, 1), ...linear }],
                [
                  convolution("conv1x1", 2, 1),
                  { ...convolution("conv3x3", 5, 3), ...linear, bias: false },
                ],
                [
                  { kind: "averagePool", name: "pool", kernel: 3, stride: 1, padding: 1 },
                  convolution("conv1x1", 4, 1),
                ],
              ]), // 12×5×5
              { ...convolution("conv1x1", 6, 1), ...linear },
            ],
          ]),
          join: { kind: "add", scale: 0.3 },
        }, // 6×5×5
        {
          // Two of 1×1 over one input, whose gradient is the same.
          ...blockSpec("sums", [
            [{ ...convolution("conv1x1", 5, 1), ...linear }],
            [{ ...convolution("conv1x1", 5, 1), ...linear }],
            [
              {
                ...blockSpec("again", [[], [convolution("conv3x3", 6, 3)], []]),
                join: { kind: "add" },
              },
              { ...convolution("conv3x3", 5, 3), ...linear, bias: false },
            ],
          ]),
          join: { kind: "add", activation: "none" },
        }, // 5×5×5
        {
          ...blockSpec("head", [
            [],
            [
              { kind: "averagePool", name: "pool", kernel: 3, stride: 2, padding: 0 }, // 5×2×2
              { ...convolution("conv1x1", 3, 1), ...linear, normalization: "batch", bias: false },
              { kind: "dense", name: "dense", units: 4 },
            ],
          ]),
          join: { kind: "head", weight: 0.3 },
        }, // 5×5×5
        { kind: "averagePool", name: "pool", kernel: [2, 3], stride: [2, 1], padding: [0, 1] }, // 5×2×5
      ],
    },
    {
      name: "end",
      stages: [
        { kind: "dropout", name: "dropout", rate: 0.2 }, // 5×2×5
        { kind: "dense", name: "dense", units: 9, activation: "relu" },
        { kind: "dropout", name: "dropout_2", rate: 0.5 },
        { kind: "dense", name: "dense_2", units: 4 },
      ],
    },
  ],
};

/** Padded so that height and width stay. */
function convolution(name: string, filters: number, kernel: number): ConvolutionSpec {
  return { kind: "convolution", name, filters, kernel, stride: 1, padding: (kernel - 1) / 2 };
}
