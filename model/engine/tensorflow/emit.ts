import { accesses } from "../../program/accesses.js";
import type { Operation, OperationKind, OperationOf, ValueId } from "../../program/operations.js";
import { scoresOf } from "../../network/scores.js";
import { mergeSiblings } from "../../program/mergeSiblings.js";
import { ends, statisticValues, type TrainingProgram } from "../../program/program.js";
import type { Precision } from "../../run/config.js";
import { float, type Emission } from "./emission.js";
import type { Work } from "./libraryEnvironment.js";
import { emitters } from "./emitters.js";
import { GraphBuilder, type TensorName } from "./graphBuilder.js";
import { attribute, dtype, encodeSavedModel, type DType } from "./graphDef.js";
import { chooseWhenFinite, scaleLossGradient, unscaleGradients } from "./lossScaling.js";
import { emitTimed } from "./timedGraph.js";
import { updateOf } from "./updateEmitters.js";

/** The tables of the data set and of images that are asked about, each a resource variable. */
export const tables = {
  training: { images: "data/training/images", labels: "data/training/labels" },
  test: { images: "data/test/images", labels: "data/test/labels" },
  asked: { images: "data/asked/images", labels: "data/asked/labels" },
} as const;

/** What is fed to the graph and fetched from it, by name. */
export const endpoints = {
  indices: "indices:0",
  rate: `${ends.rate}:0`,
  stepNumber: `${ends.step}:0`,
  /** Fed in float16 only: what the loss is multiplied by, float32. */
  lossScale: "lossScale:0",
  /** In float16 only: float32 1 where all gradients were finite, else 0; fetched with `step`. */
  finite: "gradients/finite:0",
  /** float32 seconds since the beginning of a timed step: before the first unit and after each. */
  timed: "timed/result:0",
  timedWitness: "timed/witness:0",
  /** float32 [loss, accuracy] after one update. */
  step: "step/result:0",
  /** float32, one for each of `statisticValues`; fetched with `step`. */
  statistics: "statistics/result:0",
  /** float32, a row of bins for each of the program's histograms; fetched with `step`. */
  histograms: "histograms/result:0",
  /** float32 [loss, accuracy] on the test table of a part of a batch; `evaluated` is fed with its indices. */
  evaluate: (part: number): TensorName => `evaluate/${part}/result:0`,
  evaluated: (part: number): TensorName => `evaluate/${part}/indices:0`,
  /** float32 [examples, classes] of such a part; fetched with `evaluate`. */
  scores: (part: number): TensorName => `evaluate/${part}/scores:0`,
  /** float32, one of the values that are asked for, on the asked table; `askedIndices` is fed. */
  asked: (place: number): TensorName => `asked/value/${place}:0`,
  askedIndices: "asked/indices:0",
  read: (tensor: string): TensorName => `${tensor}:0`,
  /** Fed with the value of a variable; fetching `assigned` stores it. */
  initial: (variable: string): TensorName => `initial/${variable}:0`,
  assigned: (variable: string): TensorName => `assigned/${variable}:0`,
} as const;

const computeTypes = {
  float32: dtype.float32,
  mixed_bfloat16: dtype.bfloat16,
  mixed_float16: dtype.float16,
} as const satisfies Record<Precision, DType>;

/** A dimension that is known only when the table is loaded. */
const unknownLength = -1;

/**
 * The whole program as one SavedModel: a step, its statistics, an evaluation in `evaluationParts`
 * parts, and access to the variables.
 */
export function emitSavedModel(
  layered: TrainingProgram,
  work: Work,
  evaluationParts: number,
): Uint8Array {
  const program = areSiblingsMerged(work) ? mergeSiblings(layered) : layered;
  const { precision } = work;
  const graph = new GraphBuilder(computeTypes[precision]);
  const handles = emitVariables(graph, program);
  bindIndices(graph);
  graph.bind(ends.rate, graph.placeholder(ends.rate, dtype.float32), dtype.float32);
  graph.bind(ends.step, graph.placeholder(ends.step, dtype.int32), dtype.int32);
  const choices = {
    prefersProducts: areProductsFaster(work),
    measuresInCompute: areCastsDear(work),
    whenFinite:
      precision === "mixed_float16" ? chooseWhenFinite(graph) : (value: TensorName) => value,
  };
  const emissionOn = (table: keyof typeof tables): Emission =>
    emissionOf(program, { graph, handles, ...choices, tables: tables[table] });

  if (program.update.length > 0) {
    const emission = emissionOn("training");
    emitTraining(program, emission, precision);
    graph.within("timed/", () => {
      // What a layer takes is timed of each alone.
      emitTimed(graph, layered, (operation) => emitOperation(operation, emission));
    });
  }
  const evaluation = emissionOn("test");
  for (let part = 0; part < evaluationParts; part++) {
    graph.within(`evaluate/${part}/`, () => {
      bindIndices(graph);
      for (const operation of program.evaluation) emitOperation(operation, evaluation);
      emitPack(graph, "result", [ends.loss, ends.accuracy], []);
      const inputs = [graph.read(scoresOf(program.graph), dtype.float32)];
      graph.node("Identity", "scores", { inputs, attributes: float });
    });
  }
  emitAsked(layered, emissionOn("asked"));
  return encodeSavedModel(graph.nodes);
}

/** An evaluation whose values are fetched; of the layers as they are, since merged ones have no values of their own. */
function emitAsked({ asked, evaluation }: TrainingProgram, emission: Emission): void {
  if (asked.length === 0) return;
  const { graph } = emission;
  graph.within("asked/", () => {
    bindIndices(graph);
    for (const operation of evaluation) emitOperation(operation, emission);
    asked.forEach((id, place) => {
      const inputs = [graph.read(id, dtype.float32)];
      graph.node("Identity", `value/${place}`, { inputs, attributes: float });
    });
  });
}

function bindIndices(graph: GraphBuilder): void {
  graph.bind(ends.indices, graph.placeholder("indices", dtype.int32), dtype.int32);
}

/** The tables of the data set and the tensors of the state; the latter are bound to their values. */
function emitVariables(
  graph: GraphBuilder,
  { images: { height, width }, graph: { input }, state }: TrainingProgram,
): ReadonlyMap<string, TensorName> {
  const handles = new Map<string, TensorName>();
  const imageTable = [unknownLength, height, width, input[0] ?? 1];
  for (const { images, labels } of Object.values(tables)) {
    handles.set(images, emitVariable(graph, images, dtype.uint8, imageTable));
    handles.set(labels, emitVariable(graph, labels, dtype.int32, [unknownLength]));
  }
  for (const { id, shape } of state) {
    const handle = emitVariable(graph, id, dtype.float32, shape);
    handles.set(id, handle);
    const attributes = { dtype: attribute.type(dtype.float32) };
    const value = graph.node("ReadVariableOp", id, { inputs: [handle], attributes });
    graph.bind(id, value, dtype.float32);
  }
  return handles;
}

/** A step with its measurements; what is fetched is computed, and no more. */
function emitTraining(program: TrainingProgram, emission: Emission, precision: Precision): void {
  const { graph } = emission;
  const { forward, backward, update, statistics, histograms } = program;
  const emitAll = (...operations: readonly (readonly Operation[])[]): void =>
    operations.flat().forEach((operation) => emitOperation(operation, emission));
  if (precision === "mixed_float16") {
    const scale = graph.placeholder("lossScale", dtype.float32);
    emitAll(forward);
    scaleLossGradient(graph, program, scale);
    emitAll(backward);
    unscaleGradients(graph, program, scale);
  } else emitAll(forward, backward);
  emitAll(update, statistics, histograms);
  const updates = update.flatMap((operation) => {
    if ("average" in operation) return updateOf(operation.average);
    return "rate" in operation ? updateOf(operation.parameter) : [];
  });
  emitPack(graph, "step/result", [ends.loss, ends.accuracy], updates);
  emitPack(graph, "statistics/result", statisticValues(program), []);
  emitPack(graph, "histograms/result", writtenBy(histograms), []);
}

/** The values that operations write, in their order: how `histograms` are packed. */
export function writtenBy(operations: readonly Operation[]): readonly ValueId[] {
  return operations.flatMap((operation) => accesses(operation).writes);
}

/**
 * As measured on two threads of Sapphire Rapids, a float32 step takes 6 % less time for it at batch 128
 * and 7 % at 16, in bfloat16 8 % and 10 %. Merged forward as well it takes longer: to split the maps
 * costs more than the larger convolution saves. Not measured on a GPU.
 */
function areSiblingsMerged({ usesGpu }: Work): boolean {
  return !usesGpu;
}

/** The largest batch at which products are faster in float32. */
const largestForProducts = 32;

/**
 * As measured on two threads of Sapphire Rapids: for windows of 1×1 `Conv2DBackpropFilter` takes two
 * to six times as long as a product in bfloat16. In float32 a step with products makes 61.2 examples/s
 * against 52.9 at batch 1, 136 against 131 at 16, 155 against 153 at 32, but 167 against 172 at 128.
 */
function areProductsFaster({ precision, batchSize, usesGpu }: Work): boolean {
  if (usesGpu) return false;
  const isSmall = precision === "float32" && batchSize <= largestForProducts;
  return precision === "mixed_bfloat16" || isSmall;
}

/**
 * As measured on two threads of Sapphire Rapids: to cast a bfloat16 map of 38 MB to float32 and to
 * measure it takes 18 ms, and 7 ms where it is.
 */
function areCastsDear({ precision, usesGpu }: Work): boolean {
  return precision === "mixed_bfloat16" && !usesGpu;
}

function emissionOf(
  program: TrainingProgram,
  {
    handles,
    ...parts
  }: Omit<Emission, "valueOf" | "handleOf"> & {
    readonly handles: ReadonlyMap<string, TensorName>;
  },
): Emission {
  const get = <V>(map: ReadonlyMap<string, V>, id: string): V => {
    const found = map.get(id);
    if (found === undefined) throw new Error(`The graph has no ${id}.`);
    return found;
  };
  return {
    ...parts,
    valueOf: (id) => get(program.values, id),
    handleOf: (id) => get(handles, id),
  };
}

function emitOperation<K extends OperationKind>(
  operation: OperationOf<K>,
  emission: Emission,
): void {
  emitters[operation.kind](operation, emission);
}

/** A variable and the means to store a value in it; returns its handle. */
function emitVariable(
  graph: GraphBuilder,
  id: string,
  type: DType,
  shape: readonly number[],
): TensorName {
  const handle = graph.node("VarHandleOp", `variable/${id}`, {
    attributes: {
      dtype: attribute.type(type),
      shape: attribute.shape(shape),
      shared_name: attribute.string(id),
    },
  });
  // A copy, because the variable would else share, and update in place, the memory that was fed.
  const copy = graph.node("DeepCopy", `copy/${id}`, {
    inputs: [graph.placeholder(`initial/${id}`, type)],
    attributes: { T: attribute.type(type) },
  });
  graph.node("AssignVariableOp", `assign/${id}`, {
    inputs: [handle, copy],
    attributes: { dtype: attribute.type(type) },
  });
  graph.node("Identity", `assigned/${id}`, {
    inputs: [graph.integer(1)],
    after: [`assign/${id}`],
    attributes: { T: attribute.type(dtype.int32) },
  });
  return handle;
}

/** One tensor of several of one shape, so that one fetch brings them all. */
function emitPack(
  graph: GraphBuilder,
  name: string,
  values: readonly string[],
  after: readonly string[],
): void {
  graph.node("Pack", name, {
    inputs: values.map((id) => graph.read(id, dtype.float32)),
    after,
    attributes: {
      T: attribute.type(dtype.float32),
      N: attribute.integer(values.length),
      axis: attribute.integer(0),
    },
  });
}
