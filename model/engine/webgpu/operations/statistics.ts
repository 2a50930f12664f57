import { elementCount } from "../../../network/layers.js";
import { Abs, Fill, Max, Mean, Sqrt, Square, Sum } from "@tensorflow/tfjs-core";
import { histogramBinCount } from "../../../run/histogramBins.js";
import type { Tensor } from "../compute.js";
import { isDead, scale } from "../shaders/elementwise.js";
import { countBins } from "../shaders/histogram.js";
import { addAll } from "./addAll.js";
import { asMatrix, type Kernels, type Memory } from "./kernel.js";

/** Numbers about a step. */
export const statisticsKernels = {
  meanAbsolute({ input, output }, memory) {
    const absolute = memory.compute.kernel(Abs, { x: memory.read(input) });
    memory.write(output, reduceAll(memory, Mean, absolute));
  },
  meanSquare({ input, output }, memory) {
    const square = memory.compute.kernel(Square, { x: memory.read(input) });
    memory.write(output, reduceAll(memory, Mean, square));
  },
  deadShare({ input, output }, memory) {
    const { compute } = memory;
    const x = asMatrix(memory, memory.read(input));
    const largest = compute.kernel(Max, { x }, { reductionIndices: 0, keepDims: false });
    const shape = largest.shape;
    const dead = compute.shade(isDead, { inputs: [largest], uniforms: {}, shape });
    memory.write(output, compute.kernel(Mean, { x: dead }, { axis: 0, keepDims: false }));
  },
  norm({ inputs, output }, memory) {
    const { compute } = memory;
    const squares = inputs.map((id) => {
      const square = compute.kernel(Square, { x: memory.read(id) });
      return reduceAll(memory, Sum, square);
    });
    memory.write(output, compute.kernel(Sqrt, { x: addAll(compute, squares) }));
  },
  histogram({ input, examples, output }, memory) {
    const { compute } = memory;
    const x = memory.read(input);
    const [batch = 1, ...example] = x.shape;
    const looked = memory.isPerExample(input)
      ? Math.min(examples, batch) * elementCount(example)
      : elementCount(x.shape);
    const zeros = { shape: [histogramBinCount], value: 0, dtype: "int32" };
    const counts = compute.kernel(Fill, {}, zeros);
    compute.shade(countBins, { inputs: [x], uniforms: {}, shape: [looked], into: counts });
    const uniforms = { factor: 1 / looked };
    const shape = [histogramBinCount];
    memory.write(output, compute.shade(scale, { inputs: [counts], uniforms, shape }));
  },
} satisfies Kernels;

/** Over all elements: each row by a workgroup of its own, then the rows. */
function reduceAll({ compute }: Memory, kernel: typeof Mean | typeof Sum, tensor: Tensor): Tensor {
  const [rows = 1, ...row] = tensor.shape;
  const matrix = compute.view(tensor, [rows, elementCount(row)]);
  const ofRows = compute.kernel(kernel, { x: matrix }, { axis: 1, keepDims: false });
  return compute.kernel(kernel, { x: ofRows }, { axis: 0, keepDims: false });
}
