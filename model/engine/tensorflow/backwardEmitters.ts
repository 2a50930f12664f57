import type { ValueId } from "../../program/operations.js";
import {
  channelsLast,
  f32,
  float,
  poolAttributes,
  windowAttributes,
  write,
  writeInCompute,
  type Emitters,
} from "./emission.js";
import { attribute, dtype } from "./graphDef.js";

/** Gradients, and the update. */
export const backwardEmitters = {
  convolutionInputGradient({ gradient, weight, like, window, output }, emission) {
    const { graph } = emission;
    const { compute } = graph;
    const inputs = [
      graph.shapeOf(like),
      graph.read(weight, compute),
      graph.read(gradient, compute),
    ];
    const attributes = windowAttributes(window);
    write(emission, output, { op: "Conv2DBackpropInput", type: compute, inputs, attributes });
  },
  convolutionWeightGradient({ gradient, input, window, output }, emission) {
    const { graph, valueOf } = emission;
    const { compute } = graph;
    const shape = graph.integers(valueOf(output).shape);
    const inputs = [graph.read(input, compute), shape, graph.read(gradient, compute)];
    const attributes = windowAttributes(window);
    write(emission, output, { op: "Conv2DBackpropFilter", type: compute, inputs, attributes });
  },
  biasGradient({ input, output }, emission) {
    const { graph, valueOf } = emission;
    const type = valueOf(input).shape.length === 3 ? graph.compute : f32;
    const inputs = [graph.read(input, type)];
    write(emission, output, { op: "BiasAddGrad", type, inputs, attributes: channelsLast });
  },
  reluGradient({ gradient, activation, output }, emission) {
    writeInCompute(emission, output, { op: "ReluGrad", reads: [gradient, activation] });
  },
  maxPoolGradient({ gradient, input, pooled, window, output }, emission) {
    const reads = [input, pooled, gradient];
    const attributes = poolAttributes(window);
    writeInCompute(emission, output, { op: "MaxPoolGrad", reads, attributes });
  },
  split({ input, outputs }, { graph, valueOf }) {
    const channels = outputs.map((id) => valueOf(id).shape.at(-1) ?? 0);
    const name = `${input}/split`;
    graph.node("SplitV", name, {
      inputs: [graph.read(input, graph.compute), graph.integers(channels), graph.integer(3)],
      attributes: {
        T: attribute.type(graph.compute),
        Tlen: attribute.type(dtype.int32),
        num_split: attribute.integer(outputs.length),
      },
    });
    outputs.forEach((id, index) => graph.bind(id, `${name}:${index}`, graph.compute));
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
  gradientDescent({ parameter, gradient, rate }, { graph, handleOf }) {
    graph.node("ResourceApplyGradientDescent", updateOf(parameter), {
      inputs: [handleOf(parameter), graph.read(rate, f32), graph.read(gradient, f32)],
      attributes: float,
    });
  },
} satisfies Emitters;

/** The name of the node that updates a parameter. */
export function updateOf(parameter: ValueId): string {
  return `update/${parameter}`;
}
