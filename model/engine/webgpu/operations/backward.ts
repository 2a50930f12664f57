import { elementCount } from "../../../network/layers.js";
import { BatchMatMul, Conv2DBackpropInput, SplitV, Sum } from "@tensorflow/tfjs-core";
import { areaOf, isPointwise, onePixel, type Window } from "../../../network/window.js";
import type { Tensor } from "../compute.js";
import { averagePoolGradient } from "../shaders/averagePool.js";
import { reluGradient, spread, sumLayers } from "../shaders/elementwise.js";
import { maxPoolGradient, poolWinners } from "../shaders/maxPool.js";
import { chunksOf, weightGradient } from "../shaders/weightGradient.js";
import { addAll } from "./addAll.js";
import { asMatrix, gridOf, windowAttributes, type Kernels, type Memory } from "./kernel.js";

/** Gradients. */
export const backwardKernels = {
  convolutionInputGradient({ gradient, weight, like, window, output }, memory) {
    const { compute } = memory;
    const inputShape = memory.shapeOf(like);
    const dy = memory.read(gradient);
    const filter = memory.read(weight);
    if (!isPointwise(window)) {
      const attributes = { ...windowAttributes(window), inputShape };
      memory.write(output, compute.kernel(Conv2DBackpropInput, { dy, filter }, attributes));
      return;
    }
    const product = compute.kernel(
      BatchMatMul,
      { a: asMatrix(memory, dy), b: asMatrix(memory, filter) },
      { transposeA: false, transposeB: true },
    );
    memory.write(output, compute.view(product, inputShape));
  },
  convolutionWeightGradient({ gradient, input, window, output }, memory) {
    const product = patchProduct(memory, memory.read(input), memory.read(gradient), window);
    memory.write(output, memory.compute.view(product, memory.shapeOf(output)));
  },
  biasGradient({ input, output }, memory) {
    const x = asMatrix(memory, memory.read(input));
    memory.write(output, memory.compute.kernel(Sum, { x }, { axis: 0, keepDims: false }));
  },
  reluGradient({ gradient, activation, output }, memory) {
    const inputs = [memory.read(gradient), memory.read(activation)];
    const shape = memory.shapeOf(output);
    memory.write(output, memory.compute.shade(reluGradient, { inputs, uniforms: {}, shape }));
  },
  maxPoolGradient({ gradient, input, pooled, window, output }, memory) {
    const { compute } = memory;
    const shape = memory.shapeOf(input);
    const pooledShape = memory.shapeOf(pooled);
    const uniforms = gridOf(window, shape, pooledShape);
    const winners = compute.shade(poolWinners, {
      inputs: [memory.read(input), memory.read(pooled)],
      uniforms,
      shape: pooledShape,
      type: "int32",
    });
    const inputs = [memory.read(gradient), winners];
    memory.write(output, compute.shade(maxPoolGradient, { inputs, uniforms, shape }));
  },
  averagePoolGradient({ gradient, like, window, output }, memory) {
    const shape = memory.shapeOf(like);
    const uniforms = gridOf(window, shape, memory.shapeOf(gradient));
    const inputs = [memory.read(gradient)];
    memory.write(output, memory.compute.shade(averagePoolGradient, { inputs, uniforms, shape }));
  },
  split({ input, outputs }, memory) {
    const numOrSizeSplits = outputs.map((id) => memory.shapeOf(id).at(-1) ?? 1);
    const x = memory.read(input);
    const parts = memory.compute.kernels(SplitV, { x }, { numOrSizeSplits, axis: 3 });
    outputs.forEach((id, index) => {
      const part = parts[index];
      if (part !== undefined) memory.write(id, part);
    });
  },
  sum({ inputs, output }, memory) {
    const tensors = inputs.map((id) => memory.read(id));
    memory.write(output, addAll(memory.compute, tensors));
  },
  globalAverageGradient({ gradient, like, output }, memory) {
    const shape = memory.shapeOf(like);
    const [, height = 1, width = 1, channels = 1] = shape;
    const spreadOut = memory.compute.shade(spread, {
      inputs: [memory.read(gradient)],
      uniforms: { area: height * width, channels },
      shape,
    });
    memory.write(output, spreadOut);
  },
  multiplyWeightGradient({ input, gradient, output }, memory) {
    const asMaps = (tensor: Tensor): Tensor => {
      const [batch = 1, length = 1] = tensor.shape;
      return memory.compute.view(tensor, [batch, 1, 1, length]);
    };
    const maps = asMaps(memory.read(input));
    const product = patchProduct(memory, maps, asMaps(memory.read(gradient)), onePixel);
    memory.write(output, memory.compute.view(product, memory.shapeOf(output)));
  },
} satisfies Kernels;

/** patchesᵀ · gradient over all positions of all examples: [kernel height · kernel width · channels, filters]. */
function patchProduct({ compute }: Memory, maps: Tensor, gradient: Tensor, window: Window): Tensor {
  const grid = gridOf(window, maps.shape, gradient.shape);
  const [batch = 1, , , filters = 1] = gradient.shape;
  const rows = areaOf(window.kernel) * grid.channels;
  const chunks = chunksOf(batch, rows, filters);
  const positions = (batch / chunks) * grid.outHeight * grid.outWidth;
  const parts = compute.shade(weightGradient, {
    inputs: [maps, gradient],
    uniforms: { ...grid, filters, positions },
    shape: [chunks, rows, filters],
  });
  if (chunks === 1) return parts;
  const shape = [elementCount([rows, filters])];
  return compute.shade(sumLayers, { inputs: [parts], uniforms: { layers: chunks }, shape });
}
