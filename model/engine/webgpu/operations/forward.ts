import {
  Add,
  ArgMax,
  BatchMatMul,
  Cast,
  Concat,
  Conv2D,
  Equal,
  MaxPool,
  Mean,
  Multiply,
  Relu,
  Reshape,
  ResizeBilinear,
} from "@tensorflow/tfjs-core";
import { elementCount } from "../../../network/layers.js";
import { isPointwise } from "../../../network/window.js";
import { thresholdOf } from "../../../program/dropoutMask.js";
import { leastSide } from "../../../program/augmentation.js";
import { augment } from "../shaders/augment.js";
import { dropout } from "../shaders/dropout.js";
import { averagePool } from "../shaders/averagePool.js";
import { crossEntropy, crossEntropyGradient } from "../shaders/crossEntropy.js";
import { gatherBytes, gatherWords, scale } from "../shaders/elementwise.js";
import { asMatrix, gridOf, windowAttributes, type Kernels } from "./kernel.js";

/** From indices to loss and accuracy. */
export const forwardKernels = {
  gather({ table, indices, output }, memory) {
    const shape = memory.shapeOf(output);
    const shader = table === "images" ? gatherBytes : gatherWords;
    const gathered = memory.compute.shade(shader, {
      inputs: [memory.table(table), memory.read(indices)],
      uniforms: { rowLength: elementCount(shape.slice(1)) },
      shape,
      type: "int32",
    });
    memory.write(output, gathered);
  },
  scale({ input, factor, output }, memory) {
    const inputs = [memory.read(input)];
    const shape = memory.shapeOf(output);
    memory.write(output, memory.compute.shade(scale, { inputs, uniforms: { factor }, shape }));
  },
  augment({ input, step, output, flips, reach, hole, key, factor }, memory) {
    const inputs = [memory.read(input), memory.read(step)];
    const shape = memory.shapeOf(output);
    const [, height = 1, width = 1, channels = 1] = shape;
    const uniforms = {
      ...{ height, width, channels, key, factor, flips: flips ? 1 : 0 },
      ...{ farDown: reach[0], farAcross: reach[1] },
      ...{ tallest: hole[0], least: leastSide(hole[0]) },
      ...{ widest: hole[1], narrowest: leastSide(hole[1]) },
    };
    memory.write(output, memory.compute.shade(augment, { inputs, uniforms, shape }));
  },
  resize({ input, height, width, output }, memory) {
    const attributes = { size: [height, width], alignCorners: false, halfPixelCenters: true };
    const images = memory.read(input);
    memory.write(output, memory.compute.kernel(ResizeBilinear, { images }, attributes));
  },
  convolution({ input, weight, window, output }, memory) {
    const { compute } = memory;
    const x = memory.read(input);
    const filter = memory.read(weight);
    if (!isPointwise(window)) {
      memory.write(output, compute.kernel(Conv2D, { x, filter }, windowAttributes(window)));
      return;
    }
    const product = compute.kernel(
      BatchMatMul,
      { a: asMatrix(memory, x), b: asMatrix(memory, filter) },
      { transposeA: false, transposeB: false },
    );
    memory.write(output, compute.view(product, memory.shapeOf(output)));
  },
  addBias({ input, bias, output }, memory) {
    const inputs = { a: memory.read(input), b: memory.read(bias) };
    memory.write(output, memory.compute.kernel(Add, inputs));
  },
  relu({ input, output }, memory) {
    memory.write(output, memory.compute.kernel(Relu, { x: memory.read(input) }));
  },
  maxPool({ input, window, output }, memory) {
    const attributes = { filterSize: [...window.kernel], ...windowAttributes(window) };
    memory.write(output, memory.compute.kernel(MaxPool, { x: memory.read(input) }, attributes));
  },
  averagePool({ input, window, output }, memory) {
    const shape = memory.shapeOf(output);
    const uniforms = gridOf(window, memory.shapeOf(input), shape);
    const inputs = [memory.read(input)];
    memory.write(output, memory.compute.shade(averagePool, { inputs, uniforms, shape }));
  },
  weigh({ input, factor, output }, memory) {
    const inputs = [memory.read(input)];
    const shape = memory.shapeOf(output);
    memory.write(output, memory.compute.shade(scale, { inputs, uniforms: { factor }, shape }));
  },
  mask({ input, mask, output }, memory) {
    const inputs = { a: memory.read(input), b: memory.read(mask) };
    memory.write(output, memory.compute.kernel(Multiply, inputs));
  },
  dropout({ input, step, key, share: dropped, output }, memory) {
    const inputs = [memory.read(input), memory.read(step)];
    const uniforms = { key, threshold: thresholdOf(dropped), share: 1 / (1 - dropped) };
    const shape = memory.shapeOf(output);
    memory.write(output, memory.compute.shade(dropout, { inputs, uniforms, shape }));
  },
  reshape({ input, output }, memory) {
    // Not a view: what is read and what is written are freed each on its own.
    const attributes = { shape: memory.shapeOf(output) };
    memory.write(output, memory.compute.kernel(Reshape, { x: memory.read(input) }, attributes));
  },
  concat({ inputs, output }, memory) {
    const tensors = inputs.map((id) => memory.read(id));
    memory.write(output, memory.compute.kernel(Concat, tensors, { axis: 3 }));
  },
  globalAverage({ input, output }, memory) {
    const x = memory.read(input);
    const attributes = { axis: [1, 2], keepDims: false };
    memory.write(output, memory.compute.kernel(Mean, { x }, attributes));
  },
  multiply({ input, weight, transposed, output }, memory) {
    const inputs = { a: memory.read(input), b: memory.read(weight) };
    const attributes = { transposeA: false, transposeB: transposed };
    memory.write(output, memory.compute.kernel(BatchMatMul, inputs, attributes));
  },
  crossEntropy({ logits, labels, smoothing, weight, loss, gradient }, memory) {
    const { compute } = memory;
    const inputs = [memory.read(logits), memory.read(labels)];
    const shape = memory.shapeOf(logits);
    const [batch = 1, classes = 1] = shape;
    const losses = compute.shade(crossEntropy, {
      ...{ inputs, uniforms: { classes, smoothing } },
      shape: [batch],
    });
    memory.write(loss, compute.kernel(Mean, { x: losses }, { axis: 0, keepDims: false }));
    const uniforms = { classes, batch, smoothing, weight };
    memory.write(gradient, compute.shade(crossEntropyGradient, { inputs, uniforms, shape }));
  },
  accuracy({ logits, labels, output }, memory) {
    const { compute } = memory;
    const guess = compute.kernel(ArgMax, { x: memory.read(logits) }, { axis: 1 });
    const hit = compute.kernel(Equal, { a: guess, b: memory.read(labels) });
    const x = compute.kernel(Cast, { x: hit }, { dtype: "float32" });
    memory.write(output, compute.kernel(Mean, { x }, { axis: 0, keepDims: false }));
  },
} satisfies Kernels;
