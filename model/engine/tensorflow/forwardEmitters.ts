import type { OperationOf } from "../../program/operations.js";
import {
  channelsLast,
  f32,
  float,
  indexed,
  meanOfAll,
  write,
  writeInCompute,
  type Emission,
  type Emitters,
} from "./emission.js";
import type { TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";
import { readReached, turnPool, turnWindow } from "./windows.js";

/** From indices to loss and accuracy. */
export const forwardEmitters = {
  gather({ table, indices, output }, { graph, handleOf, tables }) {
    const type = table === "images" ? dtype.uint8 : dtype.int32;
    const gathered = graph.node("ResourceGather", output, {
      inputs: [handleOf(tables[table]), graph.read(indices, dtype.int32)],
      attributes: {
        dtype: attribute.type(type),
        Tindices: attribute.type(dtype.int32),
        batch_dims: attribute.integer(0),
        validate_indices: attribute.boolean(true),
      },
    });
    graph.bind(output, gathered, type);
  },
  scale({ input, factor, output }, emission) {
    const { graph } = emission;
    const inputs = [graph.read(input, f32), graph.float(factor)];
    write(emission, output, { op: "Mul", type: f32, inputs });
  },
  resize({ input, height, width, output }, { graph }) {
    const resized = graph.node("ResizeBilinear", output, {
      inputs: [graph.read(input, f32), graph.integers([height, width])],
      attributes: {
        ...float,
        align_corners: attribute.boolean(false),
        half_pixel_centers: attribute.boolean(true),
      },
    });
    graph.bind(output, resized, f32);
  },
  convolution({ input, weight, window, output }, emission) {
    const { graph, valueOf } = emission;
    const turned = turnWindow(window, valueOf(input));
    const inputs = [readReached(emission, input, turned), graph.read(weight, graph.compute)];
    const { attributes } = turned;
    write(emission, output, { op: "Conv2D", type: graph.compute, inputs, attributes });
  },
  addBias({ input, bias, output }, emission) {
    const attributes = channelsLast;
    writeInCompute(emission, output, { op: "BiasAdd", reads: [input, bias], attributes });
  },
  relu({ input, output }, emission) {
    writeInCompute(emission, output, { op: "Relu", reads: [input] });
  },
  maxPool({ input, window, output }, emission) {
    const { graph, valueOf } = emission;
    const turned = turnPool(window, valueOf(input));
    const inputs = [readReached(emission, input, turned)];
    const { attributes } = turned;
    write(emission, output, { op: "MaxPool", type: graph.compute, inputs, attributes });
  },
  weigh({ input, factor, output }, emission) {
    const { graph } = emission;
    const inputs = [graph.read(input, f32), graph.float(factor)];
    write(emission, output, { op: "Mul", type: f32, inputs });
  },
  mask({ input, mask, output }, emission) {
    const inputs = [input, mask].map((id) => emission.graph.read(id, f32));
    write(emission, output, { op: "Mul", type: f32, inputs });
  },
  reshape({ input, output }, emission) {
    const { graph, valueOf } = emission;
    const { compute } = graph;
    const T = attribute.type(compute);
    const shaped = (name: string, tensor: TensorName): TensorName =>
      graph.node("Reshape", name, {
        inputs: [tensor, graph.integers([-1, ...valueOf(output).shape])],
        attributes: { T, Tshape: attribute.type(dtype.int32) },
      });
    // The maps are turned (`turn.ts`), and what is in a row is not.
    const turned = (name: string, tensor: TensorName): TensorName =>
      graph.node("ReverseV2", name, {
        inputs: [tensor, graph.integers([1, 2])],
        attributes: { T, Tidx: attribute.type(dtype.int32) },
      });
    const read = graph.read(input, compute);
    const isFlattening = valueOf(output).shape.length === 1;
    const written = isFlattening
      ? shaped(output, turned(`${output}/turned`, read))
      : turned(output, shaped(`${output}/shaped`, read));
    graph.bind(output, written, compute);
  },
  concat({ inputs, output }, emission) {
    const { graph } = emission;
    const reads = inputs.map((id) => graph.read(id, graph.compute));
    // ConcatV2 refuses the single path of a block.
    if (reads.length === 1) {
      write(emission, output, { op: "Identity", type: graph.compute, inputs: reads });
      return;
    }
    write(emission, output, {
      op: "ConcatV2",
      type: graph.compute,
      inputs: [...reads, graph.integer(3)],
      attributes: { N: attribute.integer(inputs.length), Tidx: attribute.type(dtype.int32) },
    });
  },
  globalAverage({ input, output }, emission) {
    const { graph } = emission;
    const inputs = [graph.read(input, f32), graph.integers([1, 2])];
    write(emission, output, { op: "Mean", type: f32, inputs, attributes: indexed });
  },
  multiply({ input, weight, transposed, output }, emission) {
    const { graph } = emission;
    write(emission, output, {
      op: "MatMul",
      type: f32,
      inputs: [graph.read(input, f32), graph.read(weight, f32)],
      attributes: {
        transpose_a: attribute.boolean(false),
        transpose_b: attribute.boolean(transposed),
      },
    });
  },
  crossEntropy(operation, emission) {
    const { labels, loss, gradient, weight } = operation;
    const { graph } = emission;
    const truth = graph.read(labels, dtype.int32);
    const losses = writeLosses(operation, emission);
    graph.bind(loss, meanOfAll(graph, loss, losses, 1), f32);
    const size = graph.node("Size", `${gradient}/batch`, {
      inputs: [truth],
      attributes: { T: attribute.type(dtype.int32), out_type: attribute.type(dtype.int32) },
    });
    graph.bind(`${gradient}/batch`, size, dtype.int32);
    const inputs = [losses.replace(/:0$/, ":1"), graph.read(`${gradient}/batch`, f32)];
    const own = graph.node("RealDiv", `${gradient}/own`, { inputs, attributes: float });
    const weighed = { inputs: [own, graph.float(weight)], attributes: float };
    graph.bind(gradient, weight === 1 ? own : graph.node("Mul", gradient, weighed), f32);
  },
  accuracy({ logits, labels, output }, { graph }) {
    const guess = graph.node("ArgMax", `${output}/guess`, {
      inputs: [graph.read(logits, f32), graph.integer(1)],
      attributes: {
        ...float,
        Tidx: attribute.type(dtype.int32),
        output_type: attribute.type(dtype.int32),
      },
    });
    const hit = graph.node("Equal", `${output}/hit`, {
      inputs: [guess, graph.read(labels, dtype.int32)],
      attributes: { T: attribute.type(dtype.int32) },
    });
    graph.bind(`${output}/hit`, hit, dtype.bool);
    const share = meanOfAll(graph, output, graph.read(`${output}/hit`, f32), 1);
    graph.bind(output, share, f32);
  },
} satisfies Emitters;

/** Each example's cross-entropy; its gradient for the logits is the node's second output. */
function writeLosses(
  { logits, labels, smoothing, loss }: OperationOf<"crossEntropy">,
  { graph, valueOf }: Emission,
): TensorName {
  const scores = graph.read(logits, f32);
  const truth = graph.read(labels, dtype.int32);
  const name = `${loss}/each`;
  if (smoothing === 0) {
    return graph.node("SparseSoftmaxCrossEntropyWithLogits", name, {
      inputs: [scores, truth],
      attributes: { ...float, Tlabels: attribute.type(dtype.int32) },
    });
  }
  const [classes = 1] = valueOf(logits).shape;
  const share = smoothing / classes;
  const targets = graph.node("OneHot", `${loss}/targets`, {
    inputs: [
      ...[truth, graph.integer(classes)],
      ...[graph.float(1 - smoothing + share), graph.float(share)],
    ],
    attributes: { ...float, TI: attribute.type(dtype.int32), axis: attribute.integer(-1) },
  });
  const inputs = [scores, targets];
  return graph.node("SoftmaxCrossEntropyWithLogits", name, { inputs, attributes: float });
}
