import type { Augmentation } from "../../model/program/augmentation.js";
import type { OperationKind } from "../../model/program/operations.js";
import { histogramBinCount } from "../../model/run/histogramBins.js";
import { each, fixed, integers, one, type Case } from "./operationCase.js";
import { normalizationCases } from "./normalizationCases.js";
import { convolutions, pools } from "./windowCases.js";
import { updateCases } from "./updateCases.js";

const unary = { input: "x", output: "y" } as const;

function augmented(changes: Partial<Augmentation>): Case {
  const augmentation = { flips: false, reach: [0, 0], hole: [0, 0], ...changes } as const;
  const drawn = { step: "stepNumber", key: -123_456_789, factor: 0.125 };
  return one(
    { kind: "augment", ...unary, ...drawn, ...augmentation },
    { x: each(7, 5, 3), y: each(7, 5, 3) },
  );
}

/** More tensors than a stage of any GPU may have at hand at once, as the gradients of a large network are. */
const many = Array.from({ length: 40 }, (_, index) => `x${index}`);

function valuesOf(ids: readonly string[], value: Case["values"][string]): Case["values"] {
  return Object.fromEntries(ids.map((id) => [id, value]));
}

/** The compiler lists what is missing here when there is a new kind of operation. */
export const cases: Readonly<Record<OperationKind, readonly Case[]>> = {
  ...updateCases,
  ...normalizationCases,
  gather: [
    one(
      { kind: "gather", table: "images", indices: "indices", output: "y" },
      { y: { shape: [6, 5, 2], type: "uint8", perExample: true } },
    ),
    one({ kind: "gather", table: "labels", indices: "indices", output: "y" }, { y: integers() }),
  ],
  scale: [one({ kind: "scale", ...unary, factor: 1 / 255 }, { x: each(4, 3), y: each(4, 3) })],
  augment: [
    augmented({ flips: true }),
    augmented({ reach: [2, 1] }),
    augmented({ hole: [4, 3] }),
    augmented({ flips: true, reach: [1, 2], hole: [3, 5] }),
  ],
  resize: [
    [9, 12],
    [3, 2],
    [6, 5],
  ].map(([height = 1, width = 1]) =>
    one(
      { kind: "resize", ...unary, height, width },
      { x: each(6, 5, 2), y: each(height, width, 2) },
    ),
  ),
  convolution: convolutions.map(({ window, x, y, weight }) =>
    one({ kind: "convolution", ...unary, weight: "weight", window }, { x, y, weight }),
  ),
  addBias: [
    one(
      { kind: "addBias", ...unary, bias: "b" },
      { x: each(4, 3, 5), b: fixed(5), y: each(4, 3, 5) },
    ),
    one({ kind: "addBias", ...unary, bias: "b" }, { x: each(4), b: fixed(4), y: each(4) }),
  ],
  relu: [one({ kind: "relu", ...unary }, { x: each(4, 3, 2), y: each(4, 3, 2) })],
  maxPool: pools.map(({ window, x, pooled: y }) =>
    one({ kind: "maxPool", ...unary, window }, { x, y }),
  ),
  averagePool: pools.map(({ window, x, pooled: y }) =>
    one({ kind: "averagePool", ...unary, window }, { x, y }),
  ),
  weigh: [one({ kind: "weigh", ...unary, factor: 0.3 }, { x: each(3, 2, 5), y: each(3, 2, 5) })],
  mask: [
    one({ kind: "mask", ...unary, mask: "m" }, { x: each(3, 2, 5), m: fixed(5), y: each(3, 2, 5) }),
    one({ kind: "mask", ...unary, mask: "m" }, { x: each(6), m: fixed(6), y: each(6) }),
  ],
  dropout: [
    one(
      { kind: "dropout", ...unary, step: "stepNumber", key: -123_456_789, share: 0.4 },
      { x: each(3, 2, 5), y: each(3, 2, 5) },
    ),
  ],
  reshape: [
    one({ kind: "reshape", ...unary }, { x: each(3, 2, 5), y: each(30) }),
    one({ kind: "reshape", ...unary }, { x: each(30), y: each(3, 2, 5) }),
    // What is read is read again.
    {
      operations: [
        { kind: "relu", input: "x", output: "r" },
        { kind: "reshape", input: "r", output: "f" },
        { kind: "relu", input: "f", output: "y" },
        { kind: "sum", inputs: ["x", "r"], output: "z" },
      ],
      values: { x: each(3, 2, 2), r: each(3, 2, 2), f: each(12), y: each(12), z: each(3, 2, 2) },
    },
  ],
  concat: [
    one(
      { kind: "concat", inputs: ["a", "b", "c"], output: "y" },
      { a: each(3, 2, 4), b: each(3, 2, 1), c: each(3, 2, 2), y: each(3, 2, 7) },
    ),
    one(
      { kind: "concat", inputs: many, output: "y" },
      { ...valuesOf(many, each(2, 2, 1)), y: each(2, 2, many.length) },
    ),
  ],
  globalAverage: [one({ kind: "globalAverage", ...unary }, { x: each(3, 2, 5), y: each(5) })],
  multiply: [false, true].flatMap((transposed) =>
    [
      [5, 3],
      [40, 36],
    ].map(([rows = 1, columns = 1]) =>
      one(
        { kind: "multiply", ...unary, weight: "w", transposed },
        {
          x: each(transposed ? columns : rows),
          w: fixed(rows, columns),
          y: each(transposed ? rows : columns),
        },
      ),
    ),
  ),
  crossEntropy: [
    one(
      {
        ...{ kind: "crossEntropy", logits: "x", labels: "labels", smoothing: 0 },
        weight: 1,
        ...{ loss: "loss", gradient: "g" },
      },
      { x: each(4), labels: integers(), loss: fixed(), g: each(4) },
    ),
    one(
      {
        ...{ kind: "crossEntropy", logits: "x", labels: "labels", smoothing: 0.1 },
        weight: 0.3,
        ...{ loss: "loss", gradient: "g" },
      },
      { x: each(4), labels: integers(), loss: fixed(), g: each(4) },
    ),
  ],
  accuracy: [
    one(
      { kind: "accuracy", logits: "x", labels: "labels", output: "y" },
      { x: each(2), labels: integers(), y: fixed() },
    ),
  ],
  convolutionInputGradient: convolutions.map(({ window, x, y, weight }) =>
    one(
      {
        kind: "convolutionInputGradient",
        ...{ gradient: "g", weight: "weight", like: "x", window, output: "y" },
      },
      { g: y, weight, x, y: x },
    ),
  ),
  convolutionWeightGradient: convolutions.map(({ window, x, y, weight }) =>
    one(
      { kind: "convolutionWeightGradient", gradient: "g", input: "x", window, output: "y" },
      { g: y, x, y: weight },
    ),
  ),
  biasGradient: [
    one({ kind: "biasGradient", ...unary }, { x: each(4, 3, 5), y: fixed(5) }),
    one({ kind: "biasGradient", ...unary }, { x: each(4), y: fixed(4) }),
  ],
  reluGradient: [
    one(
      { kind: "reluGradient", gradient: "g", activation: "x", output: "y" },
      { g: each(3, 2, 4), x: each(3, 2, 4), y: each(3, 2, 4) },
    ),
  ],
  maxPoolGradient: pools.map(({ window, x, pooled }) => ({
    operations: [
      { kind: "maxPool", input: "x", window, output: "pooled" },
      {
        kind: "maxPoolGradient",
        ...{ gradient: "g", input: "x", pooled: "pooled", window, output: "y" },
      },
    ],
    values: { x, pooled, g: pooled, y: x },
  })),
  averagePoolGradient: pools.map(({ window, x, pooled }) =>
    one(
      { kind: "averagePoolGradient", gradient: "g", like: "x", window, output: "y" },
      { g: pooled, x, y: x },
    ),
  ),
  split: [
    one(
      { kind: "split", input: "x", outputs: ["a", "b", "c"] },
      { x: each(3, 2, 7), a: each(3, 2, 4), b: each(3, 2, 1), c: each(3, 2, 2) },
    ),
  ],
  sum: [2, 4, many.length].map((count) => {
    const inputs = many.slice(0, count);
    return one({ kind: "sum", inputs, output: "y" }, valuesOf([...inputs, "y"], each(3, 2, 2)));
  }),
  globalAverageGradient: [
    one(
      { kind: "globalAverageGradient", gradient: "g", like: "x", output: "y" },
      { g: each(5), x: each(3, 2, 5), y: each(3, 2, 5) },
    ),
  ],
  multiplyWeightGradient: [
    one(
      { kind: "multiplyWeightGradient", input: "x", gradient: "g", output: "y" },
      { x: each(40), g: each(3), y: fixed(40, 3) },
    ),
  ],
  meanAbsolute: [
    one({ kind: "meanAbsolute", isNonNegative: false, ...unary }, { x: each(4, 3, 2), y: fixed() }),
  ],
  meanSquare: [one({ kind: "meanSquare", ...unary }, { x: each(5), y: fixed() })],
  deadShare: [
    {
      operations: [
        { kind: "relu", input: "x", output: "r" },
        { kind: "deadShare", input: "r", output: "y" },
      ],
      values: { x: each(1, 1, 9), r: each(1, 1, 9), y: fixed() },
    },
    {
      operations: [
        { kind: "relu", input: "x", output: "r" },
        { kind: "deadShare", input: "r", output: "y" },
      ],
      values: { x: each(9), r: each(9), y: fixed() },
    },
  ],
  norm: [
    one(
      { kind: "norm", inputs: ["a", "b"], output: "y" },
      { a: fixed(3, 3, 2, 4), b: fixed(4), y: fixed() },
    ),
    one({ kind: "norm", inputs: many, output: "y" }, { ...valuesOf(many, fixed(5)), y: fixed() }),
  ],
  histogram: [
    one(
      { kind: "histogram", ...unary, examples: 2 },
      { x: each(4, 3, 5), y: fixed(histogramBinCount) },
    ),
    one(
      { kind: "histogram", ...unary, examples: 8 },
      { x: each(4, 3, 5), y: fixed(histogramBinCount) },
    ),
    one(
      { kind: "histogram", ...unary, examples: 2 },
      { x: fixed(3, 3, 4), y: fixed(histogramBinCount) },
    ),
  ],
};
