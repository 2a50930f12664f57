import { headsOf, isPassing, type Head } from "../network/heads.js";
import { isJoin, isRectified } from "../network/kinds.js";
import type { Addition } from "../network/join.js";
import { epsilon, isNormalized } from "../network/normalization.js";
import { elementCount, type ParameterSpec } from "../network/layers.js";
import type { NetworkGraph } from "../network/graph.js";
import type { NetworkNode } from "../network/node.js";
import type { LayerKind, LayerSpec, NodeId, Shape } from "../network/spec.js";
import { windowOf } from "../network/window.js";
import type { Operation, ValueId } from "./operations.js";
import { keyOf } from "./dropoutMask.js";
import { Writer, type ForwardPass } from "./forwardWriter.js";
import { ends, headLossOf, type ImageTable } from "./program.js";
import type { Recipe } from "./recipe.js";
import { writeInput } from "./input.js";
import type { StateTensor } from "./state.js";
import type { ValueTable } from "./values.js";

/** Of a normalization's running statistics, a step; PyTorch's default, as the paper names none. */
const runningShare = 0.1;

type LayerWriter<L extends LayerSpec> = (writer: Writer, node: NetworkNode, layer: L) => void;

/**
 * The operations from the indices of a batch to its loss and accuracy. Each computing node's output is
 * the value of its id.
 */
export function writeForward(
  graph: NetworkGraph,
  images: ImageTable,
  { recipe, seed }: { readonly recipe: Recipe; readonly seed: number },
  values: ValueTable,
): ForwardPass {
  const writer = new Writer(values, seed);
  values.fixed(ends.rate, []);
  values.fixed(ends.step, [], "int32");
  values.perExample(ends.indices, [], "int32");
  writeInput(writer, { graph, images, recipe });
  let last: NodeId = "input";
  for (const node of graph.nodes) {
    const { layer, addition } = node;
    if (layer === undefined && (!isJoin(node) || isPassing(graph, node))) continue;
    const write = (): void => {
      values.ownedBy(node.id, () => {
        if (layer !== undefined) writeLayer(writer, node, layer);
        else if (addition !== undefined) writeAddition(writer, node, addition);
        else writeConcat(writer, node);
      });
    };
    if (node.isTrainingOnly === true) writer.inTraining(write);
    else write();
    last = node.id;
  }
  appendLoss(writer, {
    logits: last,
    classes: graph.spec.classes,
    smoothing: recipe.labelSmoothing,
    heads: headsOf(graph),
  });
  return writer;
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
    writeSteps(writer, node, [product, ...stepsBehind(writer, node, parameters)]);
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
  localResponseNormalization(writer, node, { size, alpha, beta, offset }) {
    const output = writer.values.perExample(node.id, valueShape(node.outputShape));
    const response = { radius: (size - 1) / 2, alpha, beta, offset };
    writer.push({ kind: "localResponseNormalize", input: inputOf(node), ...response, output });
  },
  globalAveragePool(writer, node) {
    const output = writer.values.perExample(node.id, node.outputShape);
    writer.push({ kind: "globalAverage", input: inputOf(node), output });
  },
  dropout(writer, node, { rate }) {
    const shape = valueShape(node.outputShape);
    const mask = { step: ends.step, key: keyOf(node.id, writer.seed), share: rate };
    const dropped: Step = {
      name: "dropped",
      shape,
      operation: (at) => ({ kind: "dropout", ...mask, ...at }),
      evaluated: (at) => ({ kind: "weigh", factor: 1, ...at }),
    };
    writeSteps(writer, node, [dropped]);
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
    const steps = [product, ...stepsBehind(writer, node, parameters)];
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
  readonly operation: (ends: Ends) => Operation;
  /** In an evaluation, where that is another. */
  readonly evaluated?: (ends: Ends) => Operation;
}

interface Ends {
  readonly input: ValueId;
  readonly output: ValueId;
}

/** Operations in a row, from the node's input to the value of its id. */
function writeSteps(writer: Writer, node: NetworkNode, steps: readonly Step[]): void {
  let input = inputOf(node);
  for (const [index, { name, shape, operation, evaluated = operation }] of steps.entries()) {
    const id = index === steps.length - 1 ? node.id : `${node.id}/${name}`;
    const output = writer.values.perExample(id, shape);
    writer.forward.push(operation({ input, output }));
    writer.evaluation.push(evaluated({ input, output }));
    input = output;
  }
}

/** What a layer's sums go through: its bias, its normalization, its activation, as far as it has them. */
function stepsBehind(
  writer: Writer,
  node: NetworkNode,
  parameters: readonly StateTensor[],
): readonly Step[] {
  const shape = valueShape(node.outputShape);
  const biases = parameters
    .filter(({ id }) => id === `${node.id}/bias`)
    .map(({ id }): Step => ({
      name: "biased",
      shape,
      operation: (ends) => ({ kind: "addBias", bias: id, ...ends }),
    }));
  const normalizations = isNormalized(node) ? [normalization(writer, node)] : [];
  const relu: Step = { name: "rectified", shape, operation: (ends) => ({ kind: "relu", ...ends }) };
  return [...biases, ...normalizations, ...(isRectified(node) ? [relu] : [])];
}

/** What goes into the activation of a node that has a bias and no normalization; else what comes out of the node. */
export function beforeActivation(node: NetworkNode): ValueId {
  const isBiased = node.parameterSpecs.some(({ name }) => name === "bias");
  return isBiased && isRectified(node) ? `${node.id}/biased` : node.id;
}

/** By the batch's own statistics in a step, by those of many steps in an evaluation. */
function normalization({ values, statistics, following }: Writer, node: NetworkNode): Step {
  const { id } = node;
  const shape = valueShape(node.outputShape);
  const channels = shape.slice(-1);
  const [scale, shift] = [`${id}/scale`, `${id}/shift`];
  const ofChannels = (name: string): ValueId => values.fixed(`${id}/${name}`, channels);
  const [mean, variance] = [ofChannels("mean"), ofChannels("variance")];
  const [batchMean, batchVariance] = [ofChannels("batchMean"), ofChannels("batchVariance")];
  const tensor = { node: id, shape: channels };
  statistics.push(
    { id: mean, ...tensor, initializer: "zeros" },
    { id: variance, ...tensor, initializer: "ones" },
  );
  following.push(
    { kind: "follow", average: mean, value: batchMean, share: runningShare },
    { kind: "follow", average: variance, value: batchVariance, share: runningShare },
  );
  const learned = { scale, shift, epsilon };
  return {
    name: "normalized",
    shape,
    operation: (ends) => ({
      kind: "batchNormalize",
      ...ends,
      ...learned,
      mean: batchMean,
      variance: batchVariance,
    }),
    evaluated: (ends) => ({ kind: "normalize", ...ends, ...learned, mean, variance }),
  };
}

function writeConcat(writer: Writer, node: NetworkNode): void {
  const output = writer.values.perExample(node.id, valueShape(node.outputShape));
  writer.push({ kind: "concat", inputs: node.inputs, output });
}

const initializers: { readonly [N in ParameterSpec["name"]]: StateTensor["initializer"] } = {
  weight: "xavierUniform",
  bias: "zeros",
  scale: "ones",
  shift: "zeros",
};

function writeAddition(writer: Writer, node: NetworkNode, addition: Addition): void {
  const { values } = writer;
  const shape = valueShape(node.outputShape);
  const inputs = node.inputs.map((input, index) => {
    const factor = addition.factors[index] ?? 1;
    if (factor === 1) return input;
    const output = values.perExample(`${node.id}/weighed/${index + 1}`, shape);
    writer.push({ kind: "weigh", input, factor, output });
    return output;
  });
  if (addition.activation === "none") {
    writer.push({ kind: "sum", inputs, output: values.perExample(node.id, shape) });
    return;
  }
  const sum = values.perExample(`${node.id}/added`, shape);
  writer.push({ kind: "sum", inputs, output: sum });
  writer.push({ kind: "relu", input: sum, output: values.perExample(node.id, shape) });
}

function addParameters({ values, parameters }: Writer, node: NetworkNode): readonly StateTensor[] {
  const added = node.parameterSpecs.map(({ name, shape }): StateTensor => {
    const id = values.fixed(`${node.id}/${name}`, shape);
    return { id, node: node.id, shape, initializer: initializers[name] };
  });
  parameters.push(...added);
  return added;
}

function weightOf({ id }: NetworkNode): ValueId {
  return `${id}/weight`;
}

interface Scores {
  readonly logits: ValueId;
  readonly classes: number;
  readonly smoothing: number;
  readonly heads: readonly Head[];
}

/**
 * The loss and the accuracy are those of the network's own scores, in a step as in an evaluation; what
 * is descended in a step is that loss and, by their weights, those of all heads.
 */
function appendLoss(writer: Writer, { logits, classes, smoothing, heads }: Scores): void {
  const { values } = writer;
  const labels = values.perExample(ends.labels, [], "int32");
  writer.push({ kind: "gather", table: "labels", indices: ends.indices, output: labels });
  for (const { scores, weight } of heads) {
    const loss = values.fixed(headLossOf(scores), []);
    const gradient = values.perExample(`gradient/${scores}`, [classes]);
    const at = { logits: scores, labels, loss, gradient };
    writer.forward.push({ kind: "crossEntropy", weight, smoothing, ...at });
  }
  const loss = values.fixed(ends.loss, []);
  const gradient = values.perExample(`gradient/${logits}`, [classes]);
  const accuracy = values.fixed(ends.accuracy, []);
  const crossEntropy = { kind: "crossEntropy", weight: 1, logits, labels, loss, gradient } as const;
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
