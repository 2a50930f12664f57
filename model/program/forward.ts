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
    const { values, operations } = writer;
    const window = windowOf(layer);
    const shape = mapsShape(node.outputShape);
    const [weight, bias] = addParameters(writer, node);
    const product = values.perExample(`${node.id}/product`, shape);
    const biased = values.perExample(`${node.id}/biased`, shape);
    const input = inputOf(node);
    operations.push(
      { kind: "convolution", input, weight, window, output: product },
      { kind: "addBias", input: product, bias, output: biased },
      { kind: "relu", input: biased, output: values.perExample(node.id, shape) },
    );
  },
  maxPool({ values, operations }, node, layer) {
    const output = values.perExample(node.id, mapsShape(node.outputShape));
    const window = windowOf(layer);
    operations.push({ kind: "maxPool", input: inputOf(node), window, output });
  },
  globalAveragePool({ values, operations }, node) {
    const output = values.perExample(node.id, node.outputShape);
    operations.push({ kind: "globalAverage", input: inputOf(node), output });
  },
  dense(writer, node) {
    const { values, operations } = writer;
    const [weight, bias] = addParameters(writer, node);
    const product = values.perExample(`${node.id}/product`, node.outputShape);
    operations.push(
      { kind: "multiply", input: inputOf(node), weight, transposed: false, output: product },
      {
        kind: "addBias",
        input: product,
        bias,
        output: values.perExample(node.id, node.outputShape),
      },
    );
  },
};

function writeLayer(writer: Writer, node: NetworkNode, layer: LayerSpec): void {
  // SAFETY: the table has for each kind the writer of that kind; TypeScript loses the tie.
  (layerWriters[layer.kind] as LayerWriter<LayerSpec>)(writer, node, layer);
}

function writeConcat({ values, operations }: Writer, node: NetworkNode): void {
  const output = values.perExample(node.id, mapsShape(node.outputShape));
  operations.push({ kind: "concat", inputs: node.inputs, output });
}

function addParameters(
  { values, parameters }: Writer,
  node: NetworkNode,
): readonly [weight: ValueId, bias: ValueId] {
  for (const { name, shape } of node.parameterSpecs) {
    const id = values.fixed(`${node.id}/${name}`, shape);
    const initializer = name === "weight" ? "xavierUniform" : "zeros";
    parameters.push({ id, node: node.id, shape, initializer });
  }
  return [`${node.id}/weight`, `${node.id}/bias`];
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

/** [channels, height, width] of a node to the [height, width, channels] of a value. */
function mapsShape(shape: Shape): readonly number[] {
  const [channels = 1, height = 1, width = 1] = shape;
  return [height, width, channels];
}
