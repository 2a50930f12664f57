import { isRectified } from "../network/kinds.js";
import { elementCount } from "../network/layers.js";
import type { NetworkGraph, NetworkNode } from "../network/graph.js";
import type { LayerKind, LayerSpec, NodeId, Shape } from "../network/spec.js";
import { windowOf } from "../network/window.js";
import type { Operation, ValueId } from "./operations.js";
import { ends, type ImageTable } from "./program.js";
import type { Recipe } from "./recipe.js";
import type { StateTensor } from "./state.js";
import type { ValueTable } from "./values.js";

/** What a network is written as: parts of a program. */
interface ForwardPass {
  readonly forward: readonly Operation[];
  readonly evaluation: readonly Operation[];
  /** In the network's order. */
  readonly parameters: readonly StateTensor[];
}

/** Collects a step's operations and an evaluation's, which are mostly the same. */
class Writer {
  readonly forward: Operation[] = [];
  readonly evaluation: Operation[] = [];
  readonly parameters: StateTensor[] = [];

  constructor(readonly values: ValueTable) {}

  /** Of both. */
  push(...operations: readonly Operation[]): void {
    this.forward.push(...operations);
    this.evaluation.push(...operations);
  }
}

type LayerWriter<L extends LayerSpec> = (writer: Writer, node: NetworkNode, layer: L) => void;

/**
 * The operations from the indices of a batch to its loss and accuracy. Each computing node's output is
 * the value of its id.
 */
export function writeForward(
  graph: NetworkGraph,
  images: ImageTable,
  { labelSmoothing }: Recipe,
  values: ValueTable,
): ForwardPass {
  const writer = new Writer(values);
  values.fixed(ends.rate, []);
  values.fixed(ends.step, [], "int32");
  values.perExample(ends.indices, [], "int32");
  appendInput(writer, graph, images);
  let last: NodeId = "input";
  for (const node of graph.nodes) {
    const { layer } = node;
    if (layer === undefined && node.kind !== "concat") continue;
    values.ownedBy(node.id, () => {
      if (layer === undefined) writeConcat(writer, node);
      else writeLayer(writer, node, layer);
    });
    last = node.id;
  }
  appendLoss(writer, { logits: last, classes: graph.spec.classes, smoothing: labelSmoothing });
  return writer;
}

function appendInput(writer: Writer, graph: NetworkGraph, images: ImageTable): void {
  const { values } = writer;
  const [channels = 1, height = 1, width = 1] = graph.input;
  const bytes = values.perExample("input/bytes", [images.height, images.width, channels], "uint8");
  writer.push({ kind: "gather", table: "images", indices: ends.indices, output: bytes });
  const resized = height !== images.height || width !== images.width;
  const scaled = values.perExample(resized ? "input/scaled" : "input", [
    images.height,
    images.width,
    channels,
  ]);
  writer.push({ kind: "scale", input: bytes, factor: 1 / 255, output: scaled });
  if (resized) {
    const output = values.perExample("input", [height, width, channels]);
    writer.push({ kind: "resize", input: scaled, height, width, output });
  }
}

const layerWriters: { readonly [K in LayerKind]: LayerWriter<Extract<LayerSpec, { kind: K }>> } = {
  convolution(writer, node, layer) {
    const window = windowOf(layer);
    const parameters = addParameters(writer, node);
    const product: Step = {
      name: "product",
      shape: valueShape(node.outputShape),
      operation: (ends) => ({ kind: "convolution", weight: weightOf(node), window, ...ends }),
    };
    writeSteps(writer, node, [product, ...stepsBehind(node, product.shape, parameters)]);
  },
  maxPool(writer, node, layer) {
    const output = writer.values.perExample(node.id, valueShape(node.outputShape));
    const window = windowOf(layer);
    writer.push({ kind: "maxPool", input: inputOf(node), window, output });
  },
  averagePool(writer, node, layer) {
    const output = writer.values.perExample(node.id, valueShape(node.outputShape));
    const window = windowOf(layer);
    writer.push({ kind: "averagePool", input: inputOf(node), window, output });
  },
  globalAveragePool(writer, node) {
    const output = writer.values.perExample(node.id, node.outputShape);
    writer.push({ kind: "globalAverage", input: inputOf(node), output });
  },
  dense(writer, node) {
    const parameters = addParameters(writer, node);
    const flat: Step = {
      name: "flat",
      shape: [elementCount(node.inputShape)],
      operation: (ends) => ({ kind: "reshape", ...ends }),
    };
    const weight = weightOf(node);
    const product: Step = {
      name: "product",
      shape: valueShape(node.outputShape),
      operation: (ends) => ({ kind: "multiply", weight, transposed: false, ...ends }),
    };
    const isFlat = node.inputShape.length === 1;
    const steps = [product, ...stepsBehind(node, product.shape, parameters)];
    writeSteps(writer, node, isFlat ? steps : [flat, ...steps]);
  },
};

function writeLayer(writer: Writer, node: NetworkNode, layer: LayerSpec): void {
  // SAFETY: the table has for each kind the writer of that kind; TypeScript loses the tie.
  (layerWriters[layer.kind] as LayerWriter<LayerSpec>)(writer, node, layer);
}

/** One of the operations that a node consists of. */
interface Step {
  readonly name: string;
  /** Of what it writes. */
  readonly shape: readonly number[];
  readonly operation: (ends: { readonly input: ValueId; readonly output: ValueId }) => Operation;
}

/** Operations in a row, from the node's input to the value of its id. */
function writeSteps(writer: Writer, node: NetworkNode, steps: readonly Step[]): void {
  let input = inputOf(node);
  for (const [index, { name, shape, operation }] of steps.entries()) {
    const id = index === steps.length - 1 ? node.id : `${node.id}/${name}`;
    const output = writer.values.perExample(id, shape);
    writer.push(operation({ input, output }));
    input = output;
  }
}

/** What a layer's sums go through: its bias, then its activation, as far as it has them. */
function stepsBehind(
  node: NetworkNode,
  shape: readonly number[],
  parameters: readonly StateTensor[],
): readonly Step[] {
  const biases = parameters
    .filter(({ id }) => id === `${node.id}/bias`)
    .map(({ id }): Step => ({
      name: "biased",
      shape,
      operation: (ends) => ({ kind: "addBias", bias: id, ...ends }),
    }));
  const relu: Step = { name: "rectified", shape, operation: (ends) => ({ kind: "relu", ...ends }) };
  return isRectified(node) ? [...biases, relu] : biases;
}

function writeConcat(writer: Writer, node: NetworkNode): void {
  const output = writer.values.perExample(node.id, valueShape(node.outputShape));
  writer.push({ kind: "concat", inputs: node.inputs, output });
}

function addParameters({ values, parameters }: Writer, node: NetworkNode): readonly StateTensor[] {
  const added = node.parameterSpecs.map(({ name, shape }): StateTensor => {
    const id = values.fixed(`${node.id}/${name}`, shape);
    const initializer = name === "weight" ? "xavierUniform" : "zeros";
    return { id, node: node.id, shape, initializer };
  });
  parameters.push(...added);
  return added;
}

function weightOf({ id }: NetworkNode): ValueId {
  return `${id}/weight`;
}

function appendLoss(
  writer: Writer,
  {
    logits,
    classes,
    smoothing,
  }: { readonly logits: ValueId; readonly classes: number; readonly smoothing: number },
): void {
  const { values } = writer;
  const labels = values.perExample("labels", [], "int32");
  const loss = values.fixed(ends.loss, []);
  const gradient = values.perExample(`gradient/${logits}`, [classes]);
  const accuracy = values.fixed(ends.accuracy, []);
  writer.push({ kind: "gather", table: "labels", indices: ends.indices, output: labels });
  const crossEntropy = { kind: "crossEntropy", logits, labels, loss, gradient } as const;
  writer.forward.push({ ...crossEntropy, smoothing });
  writer.evaluation.push({ ...crossEntropy, smoothing: 0 });
  writer.push({ kind: "accuracy", logits, labels, output: accuracy });
}

function inputOf(node: NetworkNode): ValueId {
  const [input] = node.inputs;
  if (input === undefined) throw new Error(`${node.id} has no input.`);
  return input;
}

/** [channels, height, width] of a node to the [height, width, channels] of a value; features stay. */
function valueShape(shape: Shape): readonly number[] {
  const [channels = 1, height, width] = shape;
  return height === undefined || width === undefined ? shape : [height, width, channels];
}
