import { isRectified } from "../network/kinds.js";
import { elementCount } from "../network/layers.js";
import type { NetworkGraph, NetworkNode } from "../network/graph.js";
import type { LayerKind, LayerSpec, NodeId, Shape } from "../network/spec.js";
import { windowOf } from "../network/window.js";
import type { Operation, ValueId } from "./operations.js";
import { ends, type ImageTable, type Parameter } from "./program.js";
import type { ValueTable } from "./values.js";

/** What writing a layer's operations needs to know and to add to. */
interface Writer {
  readonly values: ValueTable;
  readonly operations: Operation[];
  readonly parameters: Parameter[];
}

type LayerWriter<L extends LayerSpec> = (writer: Writer, node: NetworkNode, layer: L) => void;

/**
 * Appends the operations from the indices of a batch to its loss and accuracy; returns the
 * parameters in the network's order. Each computing node's output is the value of its id.
 */
export function appendForward(
  graph: NetworkGraph,
  images: ImageTable,
  values: ValueTable,
  operations: Operation[],
): readonly Parameter[] {
  const writer: Writer = { values, operations, parameters: [] };
  values.fixed(ends.rate, []);
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
  appendLoss(writer, last, graph.spec.classes);
  return writer.parameters;
}

function appendInput(
  { values, operations }: Writer,
  graph: NetworkGraph,
  images: ImageTable,
): void {
  const [channels = 1, height = 1, width = 1] = graph.input;
  const bytes = values.perExample("input/bytes", [images.height, images.width, channels], "uint8");
  operations.push({ kind: "gather", table: "images", indices: ends.indices, output: bytes });
  const resized = height !== images.height || width !== images.width;
  const scaled = values.perExample(resized ? "input/scaled" : "input", [
    images.height,
    images.width,
    channels,
  ]);
  operations.push({ kind: "scale", input: bytes, factor: 1 / 255, output: scaled });
  if (resized) {
    const output = values.perExample("input", [height, width, channels]);
    operations.push({ kind: "resize", input: scaled, height, width, output });
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
  maxPool({ values, operations }, node, layer) {
    const output = values.perExample(node.id, valueShape(node.outputShape));
    const window = windowOf(layer);
    operations.push({ kind: "maxPool", input: inputOf(node), window, output });
  },
  globalAveragePool({ values, operations }, node) {
    const output = values.perExample(node.id, node.outputShape);
    operations.push({ kind: "globalAverage", input: inputOf(node), output });
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
function writeSteps(
  { values, operations }: Writer,
  node: NetworkNode,
  steps: readonly Step[],
): void {
  let input = inputOf(node);
  for (const [index, { name, shape, operation }] of steps.entries()) {
    const id = index === steps.length - 1 ? node.id : `${node.id}/${name}`;
    const output = values.perExample(id, shape);
    operations.push(operation({ input, output }));
    input = output;
  }
}

/** What a layer's sums go through: its bias, then its activation, as far as it has them. */
function stepsBehind(
  node: NetworkNode,
  shape: readonly number[],
  parameters: readonly Parameter[],
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

function writeConcat({ values, operations }: Writer, node: NetworkNode): void {
  const output = values.perExample(node.id, valueShape(node.outputShape));
  operations.push({ kind: "concat", inputs: node.inputs, output });
}

function addParameters({ values, parameters }: Writer, node: NetworkNode): readonly Parameter[] {
  const added = node.parameterSpecs.map(({ name, shape }): Parameter => {
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

function appendLoss({ values, operations }: Writer, logits: ValueId, classes: number): void {
  const labels = values.perExample("labels", [], "int32");
  const loss = values.fixed(ends.loss, []);
  const gradient = values.perExample(`gradient/${logits}`, [classes]);
  const accuracy = values.fixed(ends.accuracy, []);
  operations.push(
    { kind: "gather", table: "labels", indices: ends.indices, output: labels },
    { kind: "crossEntropy", logits, labels, loss, gradient },
    { kind: "accuracy", logits, labels, output: accuracy },
  );
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
