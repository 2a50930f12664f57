import type { ConvolutionSpec, MaxPoolSpec, NetworkSpec, WindowSpec } from "../spec.js";

const onePixel: WindowSpec = { kernel: 1, stride: 1, padding: 0 };

/** A convolution and two of 1×1, which are a small dense network at every position. */
function block(filters: number, window: WindowSpec): readonly ConvolutionSpec[] {
  const kernel = String(window.kernel);
  const layer = (name: string, of: WindowSpec): ConvolutionSpec => ({
    ...{ kind: "convolution", name, filters },
    ...of,
  });
  return [
    layer(`conv${kernel}x${kernel}`, window),
    layer("conv1x1_1", onePixel),
    layer("conv1x1_2", onePixel),
  ];
}

const pool: MaxPoolSpec = { kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 0 };

/**
 * Network in network in the book's form, on gray images and for ten classes, which are its last maps.
 */
export const nin: NetworkSpec = {
  id: "nin",
  title: "NiN",
  source: "Lin et al. 2014, as simplified by the book",
  input: [1, 224, 224],
  classes: 10,
  // The shapes are those of a 1×224×224 input.
  modules: [
    { name: "b1", stages: [...block(96, { kernel: 11, stride: 4, padding: 0 }), pool] }, // 96×26×26
    { name: "b2", stages: [...block(256, { kernel: 5, stride: 1, padding: 2 }), pool] }, // 256×12×12
    { name: "b3", stages: [...block(384, { kernel: 3, stride: 1, padding: 1 }), pool] }, // 384×5×5
    {
      name: "b4",
      stages: [
        { kind: "dropout", name: "dropout", rate: 0.5 },
        ...block(10, { kernel: 3, stride: 1, padding: 1 }), // 10×5×5
        { kind: "globalAveragePool", name: "average" }, // 10
      ],
    },
  ],
};
