import { says } from "../../messages/message.js";
import type { BlockSpec, ConvolutionSpec, MaxPoolSpec, NetworkSpec } from "../spec.js";

/** A convolution named by its window, padded so that stride 1 keeps height and width. */
function convolution(filters: number, kernel: number, stride = 1): ConvolutionSpec {
  const name = `conv${kernel}x${kernel}`;
  return { kind: "convolution", name, filters, kernel, stride, padding: (kernel - 1) / 2 };
}

function maxPool(stride: number): MaxPoolSpec {
  return { kind: "maxPool", name: "pool", kernel: 3, stride, padding: 1 };
}

type Reduced = readonly [reduce: number, out: number];

/** One row of the paper's Table 1: #1×1, (#3×3 reduce, #3×3), (#5×5 reduce, #5×5), pool projection. */
type InceptionRow = readonly [c1: number, c2: Reduced, c3: Reduced, c4: number];

function inception(name: string, ...[c1, c2, c3, c4]: InceptionRow): BlockSpec {
  return {
    kind: "block",
    type: "inception",
    name,
    title: says("Inception {0}", name),
    paths: [
      [convolution(c1, 1)],
      [convolution(c2[0], 1), convolution(c2[1], 3)],
      [convolution(c3[0], 1), convolution(c3[1], 5)],
      [maxPool(1), convolution(c4, 1)],
    ],
  };
}

/** The chapter's GoogLeNet: no local response normalization, no auxiliary heads, no dropout. */
export const googlenet: NetworkSpec = {
  id: "googlenet",
  title: "GoogLeNet",
  source: "Szegedy et al. 2015, Table 1, as simplified by the chapter",
  differs: says(
    "Gray images of 96 × 96 and ten classes, where the paper has 3 × 224 × 224 and 1000; no local response normalization, no auxiliary heads, no dropout.",
  ),
  input: [1, 96, 96],
  classes: 10,
  // The shapes are those of a 1×96×96 input.
  modules: [
    {
      name: "b1",
      stages: [convolution(64, 7, 2), maxPool(2)], // 64×24×24
    },
    {
      name: "b2",
      stages: [convolution(64, 1), convolution(192, 3), maxPool(2)], // 192×12×12
    },
    {
      name: "b3",
      stages: [
        inception("3a", 64, [96, 128], [16, 32], 32), // 256×12×12
        inception("3b", 128, [128, 192], [32, 96], 64), // 480×12×12
        maxPool(2), // 480×6×6
      ],
    },
    {
      name: "b4",
      stages: [
        inception("4a", 192, [96, 208], [16, 48], 64), // 512×6×6
        inception("4b", 160, [112, 224], [24, 64], 64), // 512×6×6
        inception("4c", 128, [128, 256], [24, 64], 64), // 512×6×6
        inception("4d", 112, [144, 288], [32, 64], 64), // 528×6×6
        inception("4e", 256, [160, 320], [32, 128], 128), // 832×6×6
        maxPool(2), // 832×3×3
      ],
    },
    {
      name: "b5",
      stages: [
        inception("5a", 256, [160, 320], [32, 128], 128), // 832×3×3
        inception("5b", 384, [192, 384], [48, 128], 128), // 1024×3×3
        { kind: "globalAveragePool", name: "pool" }, // 1024
      ],
    },
    {
      name: "linear",
      stages: [{ kind: "dense", name: "dense", units: 10 }], // 10
    },
  ],
};
