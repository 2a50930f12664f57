import type { DenseSpec, DropoutSpec, ModuleSpec, NetworkSpec } from "../spec.js";

/** Convolutions of 3×3 that keep height and width, then a pool that halves both. */
function block(name: string, convolutions: number, filters: number): ModuleSpec {
  const layers = Array.from({ length: convolutions }, (_, index) => ({
    kind: "convolution" as const,
    name: `conv3x3_${index + 1}`,
    filters,
    kernel: 3,
    stride: 1,
    padding: 1,
  }));
  const pool = { kind: "maxPool", name: "pool", kernel: 2, stride: 2, padding: 0 } as const;
  return { name, stages: [...layers, pool] };
}

function hidden(name: string): DenseSpec {
  return { kind: "dense", name, units: 4096, activation: "relu" };
}

function dropout(name: string): DropoutSpec {
  return { kind: "dropout", name, rate: 0.5 };
}

/**
 * VGG-11 in the book's form: configuration A of the paper on gray images and for ten classes.
 */
export const vgg11: NetworkSpec = {
  id: "vgg11",
  title: "VGG-11",
  source: "Simonyan and Zisserman 2015, Table 1, configuration A, as simplified by the book",
  input: [1, 224, 224],
  classes: 10,
  // The shapes are those of a 1×224×224 input.
  modules: [
    block("b1", 1, 64), // 64×112×112
    block("b2", 1, 128), // 128×56×56
    block("b3", 2, 256), // 256×28×28
    block("b4", 2, 512), // 512×14×14
    block("b5", 2, 512), // 512×7×7
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
