import { areaOf, hasUnitStride, type Window } from "../../network/window.js";
import type { OperationOf, Value } from "../../program/operations.js";
import {
  channelsLast,
  f32,
  float,
  write,
  writeInCompute,
  type Emission,
  type Emitters,
} from "./emission.js";
import type { TensorName } from "./graphBuilder.js";
import { attribute, dtype, type Attribute } from "./graphDef.js";
import { readReached, shapeOfReached, turnPool, turnWindow, writeReached } from "./windows.js";

/** Gradients. */
export const backwardEmitters = {
  convolutionInputGradient({ gradient, weight, like, window, output }, emission) {
    const { graph, valueOf } = emission;
    const turned = turnWindow(window, valueOf(like));
    const inputs = [
      shapeOfReached(emission, like, turned),
      graph.read(weight, graph.compute),
      graph.read(gradient, graph.compute),
    ];
    writeReached(emission, output, { op: "Conv2DBackpropInput", inputs, window: turned });
  },
  convolutionWeightGradient(operation, emission) {
    const { gradient, input, window, output } = operation;
    const { graph, valueOf, prefersProducts } = emission;
    const { compute } = graph;
    if (prefersProducts && isFasterAsProduct(window, valueOf(gradient))) {
      writeProductOverPositions(operation, emission);
      return;
    }
    const shape = graph.integers(valueOf(output).shape);
    const turned = turnWindow(window, valueOf(input));
    const maps = readReached(emission, input, turned);
    const inputs = [maps, shape, graph.read(gradient, compute)];
    const { attributes } = turned;
    write(emission, output, { op: "Conv2DBackpropFilter", type: compute, inputs, attributes });
  },
  biasGradient({ input, output }, emission) {
    const { graph, valueOf } = emission;
    const value = valueOf(input);
    const type = value.shape.length === 3 ? graph.compute : f32;
    // The library makes one node of this and of a `Conv2DBackpropFilter` that reads the same node, even
    // where that reads another output of it.
    const inputs = [graph.isPart(input) ? graph.pass(value) : graph.read(input, type)];
    write(emission, output, { op: "BiasAddGrad", type, inputs, attributes: channelsLast });
  },
  reluGradient({ gradient, activation, output }, emission) {
    writeInCompute(emission, output, { op: "ReluGrad", reads: [gradient, activation] });
  },
  maxPoolGradient({ gradient, input, pooled, window, output }, emission) {
    const { graph, valueOf } = emission;
    const turned = turnPool(window, valueOf(input));
    const inputs = [
      readReached(emission, input, turned),
      graph.read(pooled, graph.compute),
      graph.read(gradient, graph.compute),
    ];
    writeReached(emission, output, { op: "MaxPoolGrad", inputs, window: turned });
  },
  split({ input, outputs }, { graph, valueOf }) {
    const channels = outputs.map((id) => valueOf(id).shape.at(-1) ?? 0);
    const split = graph.node("SplitV", `${input}/split`, {
      inputs: [graph.read(input, graph.compute), graph.integers(channels), graph.integer(3)],
      attributes: {
        T: attribute.type(graph.compute),
        Tlen: attribute.type(dtype.int32),
        num_split: attribute.integer(outputs.length),
      },
    });
    graph.bindParts(outputs, split, graph.compute);
  },
  sum({ inputs, output }, emission) {
    const attributes = { N: attribute.integer(inputs.length) };
    writeInCompute(emission, output, { op: "AddN", reads: inputs, attributes });
  },
  globalAverageGradient({ gradient, like, output }, emission) {
    const { graph, valueOf } = emission;
    const [height = 1, width = 1, channels = 1] = valueOf(like).shape;
    const shared = graph.node("Mul", `${output}/shared`, {
      inputs: [graph.read(gradient, f32), graph.float(1 / (height * width))],
      attributes: float,
    });
    const grid = graph.node("Reshape", `${output}/grid`, {
      inputs: [shared, graph.integers([-1, 1, 1, channels])],
      attributes: { ...float, Tshape: attribute.type(dtype.int32) },
    });
    const inputs = [grid, graph.shapeOf(like)];
    const attributes = { Tidx: attribute.type(dtype.int32) };
    write(emission, output, { op: "BroadcastTo", type: f32, inputs, attributes });
  },
  multiplyWeightGradient({ input, gradient, output }, emission) {
    const { graph } = emission;
    write(emission, output, {
      op: "MatMul",
      type: f32,
      inputs: [graph.read(input, f32), graph.read(gradient, f32)],
      attributes: { transpose_a: attribute.boolean(true), transpose_b: attribute.boolean(false) },
    });
  },
} satisfies Emitters;

/** Windows of 1×1, and those of 3×3 on the smallest grids, where their patches are cheap to cut. */
function isFasterAsProduct(window: Window, { shape }: Value): boolean {
  const [height = 1, width = 1] = shape;
  const { kernel, padding } = window;
  const keepsSize = kernel.every((side, axis) => 2 * (padding[axis] ?? 0) === side - 1);
  if (!hasUnitStride(window) || !keepsSize) return false;
  return areaOf(kernel) === 1 || (kernel.every((side) => side === 3) && height * width <= 9);
}

/** A weight gradient as patchesᵀ · gradient, over all positions of all examples. */
function writeProductOverPositions(
  { input, gradient, window, output }: OperationOf<"convolutionWeightGradient">,
  { graph, valueOf }: Emission,
): void {
  const { compute } = graph;
  const T = attribute.type(compute);
  const reshape = (name: string, tensor: TensorName, shape: readonly number[]): TensorName =>
    graph.node("Reshape", name, {
      inputs: [tensor, graph.integers(shape)],
      attributes: { T, Tshape: attribute.type(dtype.int32) },
    });
  const patches = (): TensorName =>
    graph.node("ExtractImagePatches", `${output}/patches`, {
      inputs: [graph.read(input, compute)],
      attributes: { T, ...patchAttributes(window) },
    });
  const columns = areaOf(window.kernel) === 1 ? graph.read(input, compute) : patches();
  const [depth = 1] = valueOf(input).shape.slice(-1);
  const [filters = 1] = valueOf(gradient).shape.slice(-1);
  const product = graph.node("MatMul", `${output}/product`, {
    inputs: [
      reshape(`${output}/columns`, columns, [-1, areaOf(window.kernel) * depth]),
      reshape(`${output}/rows`, graph.read(gradient, compute), [-1, filters]),
    ],
    attributes: {
      T,
      transpose_a: attribute.boolean(true),
      transpose_b: attribute.boolean(false),
    },
  });
  graph.bind(output, reshape(output, product, valueOf(output).shape), compute);
}

function patchAttributes({ kernel, stride }: Window): Readonly<Record<string, Attribute>> {
  return {
    ksizes: attribute.integers([1, ...kernel, 1]),
    strides: attribute.integers([1, ...stride, 1]),
    rates: attribute.integers([1, 1, 1, 1]),
    padding: attribute.string("SAME"),
  };
}
