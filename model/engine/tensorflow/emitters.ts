import type {
  OperationKind,
  OperationOf,
  Value,
  ValueId,
  Window,
} from "../../program/operations.js";
import type { GraphBuilder, TensorName } from "./graphBuilder.js";
import { attribute, dtype, type Attribute, type DType } from "./graphDef.js";

/** What the emitters need to know besides the operation. */
export interface Emission {
  readonly graph: GraphBuilder;
  readonly valueOf: (id: ValueId) => Value;
  /** The handle of the resource variable that holds a parameter or a table of the data set. */
  readonly handleOf: (id: string) => TensorName;
  /** The table of the data set that is read: training or test. */
  readonly tables: Readonly<Record<"images" | "labels", string>>;
}

type Emitter<K extends OperationKind> = (operation: OperationOf<K>, emission: Emission) => void;

const channelsLast = { data_format: attribute.string("NHWC") };

/** `SAME` where it means the same, since the library has its fastest kernels for it. */
function windowAttributes({
  kernel,
  stride,
  padding,
}: Window): Readonly<Record<string, Attribute>> {
  const same = stride === 1 && 2 * padding === kernel - 1;
  const explicit = [0, 0, padding, padding, padding, padding, 0, 0];
  return {
    strides: attribute.integers([1, stride, stride, 1]),
    padding: attribute.string(same ? "SAME" : "EXPLICIT"),
    ...(same ? {} : { explicit_paddings: attribute.integers(explicit) }),
    ...channelsLast,
  };
}

function poolAttributes(window: Window): Readonly<Record<string, Attribute>> {
  return {
    ksize: attribute.integers([1, window.kernel, window.kernel, 1]),
    ...windowAttributes(window),
  };
}

/** Adds a node named after its output, and binds that. */
function write(
  { graph }: Emission,
  op: string,
  output: ValueId,
  type: DType,
  inputs: readonly TensorName[],
  attributes: Readonly<Record<string, Attribute>> = {},
): void {
  const typed = { T: attribute.type(type), ...attributes };
  graph.bind(output, graph.node(op, output, { inputs, attributes: typed }), type);
}

/** Reads in the compute type, and writes in it. */
function writeInCompute(
  emission: Emission,
  op: string,
  output: ValueId,
  reads: readonly ValueId[],
  attributes: Readonly<Record<string, Attribute>> = {},
): void {
  const { graph } = emission;
  const inputs = reads.map((id) => graph.read(id, graph.compute));
  write(emission, op, output, graph.compute, inputs, attributes);
}

const f32 = dtype.float32;
const float = { T: attribute.type(f32) };
const indexed = { Tidx: attribute.type(dtype.int32), keep_dims: attribute.boolean(false) };

/** The scalar reduction of a float32 tensor over all its dimensions. */
function reduceAll(graph: GraphBuilder, op: string, name: string, input: TensorName, rank: number) {
  const axes = graph.integers(Array.from({ length: rank }, (_, axis) => axis));
  return graph.node(op, name, { inputs: [input, axes], attributes: { ...float, ...indexed } });
}

function rankOf(value: Value): number {
  return value.shape.length + (value.perExample ? 1 : 0);
}

/** One TensorFlow node, or a few, for each kind of operation. */
export const emitters: { readonly [K in OperationKind]: Emitter<K> } = {
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
    write(emission, "Mul", output, f32, [graph.read(input, f32), graph.float(factor)]);
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
    writeInCompute(emission, "Conv2D", output, [input, weight], windowAttributes(window));
  },
  addBias({ input, bias, output }, emission) {
    writeInCompute(emission, "BiasAdd", output, [input, bias], channelsLast);
  },
  relu({ input, output }, emission) {
    writeInCompute(emission, "Relu", output, [input]);
  },
  maxPool({ input, window, output }, emission) {
    writeInCompute(emission, "MaxPool", output, [input], poolAttributes(window));
  },
  concat({ inputs, output }, emission) {
    const { graph } = emission;
    const reads = inputs.map((id) => graph.read(id, graph.compute));
    write(emission, "ConcatV2", output, graph.compute, [...reads, graph.integer(3)], {
      N: attribute.integer(inputs.length),
      Tidx: attribute.type(dtype.int32),
    });
  },
  globalAverage({ input, output }, emission) {
    const { graph } = emission;
    const inputs = [graph.read(input, f32), graph.integers([1, 2])];
    write(emission, "Mean", output, f32, inputs, indexed);
  },
  multiply({ input, weight, transposed, output }, emission) {
    const { graph } = emission;
    write(emission, "MatMul", output, f32, [graph.read(input, f32), graph.read(weight, f32)], {
      transpose_a: attribute.boolean(false),
      transpose_b: attribute.boolean(transposed),
    });
  },
  crossEntropy({ logits, labels, loss, gradient }, { graph }) {
    const truth = graph.read(labels, dtype.int32);
    const losses = graph.node("SparseSoftmaxCrossEntropyWithLogits", `${loss}/each`, {
      inputs: [graph.read(logits, f32), truth],
      attributes: { ...float, Tlabels: attribute.type(dtype.int32) },
    });
    graph.bind(loss, reduceAll(graph, "Mean", loss, losses, 1), f32);
    const size = graph.node("Size", `${gradient}/batch`, {
      inputs: [truth],
      attributes: { T: attribute.type(dtype.int32), out_type: attribute.type(dtype.int32) },
    });
    graph.bind(`${gradient}/batch`, size, dtype.int32);
    const inputs = [losses.replace(/:0$/, ":1"), graph.read(`${gradient}/batch`, f32)];
    graph.bind(gradient, graph.node("RealDiv", gradient, { inputs, attributes: float }), f32);
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
    const share = reduceAll(graph, "Mean", output, graph.read(`${output}/hit`, f32), 1);
    graph.bind(output, share, f32);
  },
  convolutionInputGradient({ gradient, weight, like, window, output }, emission) {
    const { graph } = emission;
    const { compute } = graph;
    const inputs = [
      graph.shapeOf(like),
      graph.read(weight, compute),
      graph.read(gradient, compute),
    ];
    write(emission, "Conv2DBackpropInput", output, compute, inputs, windowAttributes(window));
  },
  convolutionWeightGradient({ gradient, input, window, output }, emission) {
    const { graph, valueOf } = emission;
    const { compute } = graph;
    const shape = graph.integers(valueOf(output).shape);
    const inputs = [graph.read(input, compute), shape, graph.read(gradient, compute)];
    write(emission, "Conv2DBackpropFilter", output, compute, inputs, windowAttributes(window));
  },
  biasGradient({ input, output }, emission) {
    const { graph, valueOf } = emission;
    const type = valueOf(input).shape.length === 3 ? graph.compute : f32;
    write(emission, "BiasAddGrad", output, type, [graph.read(input, type)], channelsLast);
  },
  reluGradient({ gradient, activation, output }, emission) {
    writeInCompute(emission, "ReluGrad", output, [gradient, activation]);
  },
  maxPoolGradient({ gradient, input, pooled, window, output }, emission) {
    const reads = [input, pooled, gradient];
    writeInCompute(emission, "MaxPoolGrad", output, reads, poolAttributes(window));
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
    writeInCompute(emission, "AddN", output, inputs, { N: attribute.integer(inputs.length) });
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
    write(emission, "BroadcastTo", output, f32, inputs, { Tidx: attribute.type(dtype.int32) });
  },
  multiplyWeightGradient({ input, gradient, output }, emission) {
    const { graph } = emission;
    write(emission, "MatMul", output, f32, [graph.read(input, f32), graph.read(gradient, f32)], {
      transpose_a: attribute.boolean(true),
      transpose_b: attribute.boolean(false),
    });
  },
  gradientDescent({ parameter, gradient, rate }, { graph, handleOf }) {
    graph.node("ResourceApplyGradientDescent", updateOf(parameter), {
      inputs: [handleOf(parameter), graph.read(rate, f32), graph.read(gradient, f32)],
      attributes: float,
    });
  },
  meanAbsolute({ input, output }, { graph, valueOf }) {
    const inputs = [graph.read(input, f32)];
    const absolute = graph.node("Abs", `${output}/absolute`, { inputs, attributes: float });
    const mean = reduceAll(graph, "Mean", output, absolute, rankOf(valueOf(input)));
    graph.bind(output, mean, f32);
  },
  deadShare({ input, output }, { graph }) {
    const largest = graph.node("Max", `${output}/largest`, {
      inputs: [graph.read(input, f32), graph.integers([0, 1, 2])],
      attributes: { ...float, ...indexed },
    });
    const inputs = [largest, graph.float(0)];
    const dead = graph.node("LessEqual", `${output}/dead`, { inputs, attributes: float });
    graph.bind(`${output}/dead`, dead, dtype.bool);
    const share = reduceAll(graph, "Mean", output, graph.read(`${output}/dead`, f32), 1);
    graph.bind(output, share, f32);
  },
  norm({ inputs, output }, { graph }) {
    const halves = inputs.map((id, index) =>
      graph.node("L2Loss", `${output}/half${index}`, {
        inputs: [graph.read(id, f32)],
        attributes: float,
      }),
    );
    const sum = graph.node("AddN", `${output}/sum`, {
      inputs: halves,
      attributes: { ...float, N: attribute.integer(halves.length) },
    });
    const twice = graph.node("Mul", `${output}/square`, {
      inputs: [sum, graph.float(2)],
      attributes: float,
    });
    graph.bind(output, graph.node("Sqrt", output, { inputs: [twice], attributes: float }), f32);
  },
};

/** The name of the node that updates a parameter. */
export function updateOf(parameter: ValueId): string {
  return `update/${parameter}`;
}
