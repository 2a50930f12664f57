import type {
  ConvolutionSpec,
  DenseSpec,
  DropoutSpec,
  MaxPoolSpec,
  NetworkSpec,
  WindowSpec,
} from "../spec.js";

function convolution(name: string, filters: number, window: WindowSpec): ConvolutionSpec {
  return { kind: "convolution", name, filters, ...window };
}

/** Its windows overlap: they are wider than their stride. */
const pool: MaxPoolSpec = { kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 0 };

function hidden(name: string): DenseSpec {
  return { kind: "dense", name, units: 4096, activation: "relu" };
}

function dropout(name: string): DropoutSpec {
  return { kind: "dropout", name, rate: 0.5 };
}

/**
 * AlexNet in the book's form: one column of the two of the paper, no local response normalization, gray
 * images and ten classes.
 */
export const alexnet: NetworkSpec = {
  id: "alexnet",
  title: "AlexNet",
  source: "Krizhevsky et al. 2012, Figure 2, as simplified by the book",
  input: [1, 224, 224],
  classes: 10,
  // The shapes are those of a 1×224×224 input.
  modules: [
    {
      name: "b1",
      stages: [convolution("conv11x11", 96, { kernel: 11, stride: 4, padding: 1 }), pool], // 96×26×26
    },
    {
      name: "b2",
      stages: [convolution("conv5x5", 256, { kernel: 5, stride: 1, padding: 2 }), pool], // 256×12×12
    },
    {
      name: "b3",
      stages: [
        convolution("conv3x3_1", 384, { kernel: 3, stride: 1, padding: 1 }), // 384×12×12
        convolution("conv3x3_2", 384, { kernel: 3, stride: 1, padding: 1 }), // 384×12×12
        convolution("conv3x3_3", 256, { kernel: 3, stride: 1, padding: 1 }), // 256×12×12
        pool, // 256×5×5
      ],
    },
    {
      name: "dense",
      stages: [
        hidden("dense_1"), // 4096
        dropout("dropout_1"),
        hidden("dense_2"), // 4096
        dropout("dropout_2"),
        { kind: "dense", name: "dense_3", units: 10 }, // 10
      ],
    },
  ],
};
