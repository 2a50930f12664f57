import type { Examples } from "../../data/dataset.js";
import type { ValueId } from "../../program/operations.js";
import { statisticValues, type TrainingProgram } from "../../program/program.js";
import { saysOutOfMemory } from "../../machine/outOfMemory.js";
import { messageOf } from "../../messages/userError.js";
import type {
  EvaluatedBatch,
  MeasuredStep,
  OperationTimes,
  Session,
  SessionOptions,
  StepInput,
  StepResult,
} from "../engine.js";
import { LossScale } from "../../program/lossScale.js";
import type { StateTensor, TrainingState } from "../../program/state.js";
import { collectHistograms, collectStatistics, type Measurement } from "../measurements.js";
import { MeanResult } from "../meanResult.js";
import { concatenated } from "../concatenated.js";
import { batchDoesNotFit } from "../outOfMemory.js";
import { tensorsNamed, valuesFor } from "../stateTensors.js";
import type { Feed, TensorFlow, TensorFlowGraph } from "./binding.js";
import { emitSavedModel, endpoints, tables, writtenBy } from "./emit.js";
import type { TensorName } from "./graphBuilder.js";
import { dtype } from "./graphDef.js";
import { evaluationPartsOf } from "./libraryEnvironment.js";
import { loadSavedModel } from "./savedModel.js";
import { timedValues } from "./timedGraph.js";
import { turnBack, turnImages, turnWeight } from "./turn.js";
import type { Message } from "../../messages/message.js";

/** What a session is told of its device. */
export interface DeviceUse {
  readonly name?: Message;
  /** Whether the library compiles what runs there. */
  readonly xla?: boolean;
}

/** Puts the program and the data set on TensorFlow's device. */
export async function openSession(
  tensorflow: TensorFlow,
  options: SessionOptions,
  { name, xla = false }: DeviceUse = {},
): Promise<Session> {
  const { program, dataset, precision, batchSize } = options;
  const { usesGpu } = tensorflow;
  const work = { precision, batchSize, usesGpu };
  const evaluationParts = evaluationPartsOf({ usesGpu, xla });
  const graph = await loadSavedModel(tensorflow, emitSavedModel(program, work, evaluationParts));
  const device = { usesGpu, name, evaluationParts };
  const session = new TensorFlowSession(graph, options, device);
  try {
    session.loadTable(tables.training, dataset.train);
    session.loadTable(tables.test, dataset.test);
  } catch (error) {
    session.close();
    throw error;
  }
  return session;
}

const measured: { readonly [M in Measurement]: readonly string[] } = {
  none: [],
  statistics: [endpoints.statistics],
  histograms: [endpoints.statistics, endpoints.histograms],
};

type VariableValue = Omit<Feed, "name"> & { readonly variable: string };

interface Device {
  readonly usesGpu: boolean;
  readonly name: Message | undefined;
  /** Into how many parts a batch is evaluated at once. */
  readonly evaluationParts: number;
}

class TensorFlowSession implements Session {
  readonly deviceSaid?: Message;
  private readonly usesGpu: boolean;
  private readonly evaluationParts: number;
  private readonly program: TrainingProgram;
  private readonly batchSize: number;
  private readonly lossScale: LossScale | null;

  constructor(
    private readonly graph: TensorFlowGraph,
    { program, batchSize, precision }: SessionOptions,
    device: Device,
  ) {
    this.usesGpu = device.usesGpu;
    this.evaluationParts = device.evaluationParts;
    if (device.name !== undefined) this.deviceSaid = device.name;
    this.program = program;
    this.batchSize = batchSize;
    this.lossScale = precision === "mixed_float16" ? new LossScale() : null;
  }

  loadTable(table: (typeof tables)[keyof typeof tables], examples: Examples): void {
    const { count, height, width, channels, images, labels } = examples;
    const shape = [count, height, width, channels];
    const turned = turnImages(images, height * width * channels, channels);
    const values = Int32Array.from(labels);
    this.assign([
      { variable: table.images, type: dtype.uint8, shape, values: turned },
      { variable: table.labels, type: dtype.int32, shape: [count], values },
    ]);
  }

  readState(): Promise<TrainingState> {
    const tensors = this.fetch(this.program.state);
    return Promise.resolve({ tensors, lossScale: this.lossScale?.state ?? null });
  }

  writeState({ tensors, lossScale }: TrainingState): void {
    this.assign(
      this.program.state.map((tensor) => {
        const { id, shape } = tensor;
        const values = turnWeight(valuesFor(tensor, tensors), shape);
        return { variable: id, type: dtype.float32, shape, values };
      }),
    );
    if (this.lossScale !== null && lossScale !== null) this.lossScale.state = lossScale;
  }

  async readTensors(ids: readonly ValueId[]): Promise<ReadonlyMap<ValueId, Float32Array>> {
    return Promise.resolve(this.fetch(tensorsNamed(this.program, ids)));
  }

  step(
    indices: Int32Array,
    input: StepInput,
    measurement: Measurement = "none",
  ): Promise<MeasuredStep> {
    const fetches = [endpoints.step, ...measured[measurement]];
    const { program } = this;
    const [step, statistics, histograms] = this.runStep(indices, input, fetches);
    return Promise.resolve({
      ...resultOf(floats(step)),
      statistics:
        statistics === undefined
          ? null
          : collectStatistics(program, rowsOf(statisticValues(program), statistics).scalar),
      histograms:
        histograms === undefined
          ? null
          : collectHistograms(program, rowsOf(writtenBy(program.histograms), histograms).row),
    });
  }

  timeLayers(indices: Int32Array): Promise<OperationTimes> {
    if (this.usesGpu) {
      return Promise.reject(new Error("TensorFlow only queues a GPU's work, and cannot time it."));
    }
    const fetches = [endpoints.timed, endpoints.timedWitness];
    // Of whatever step: it decides which units drop out and how images are changed, not how long it takes.
    const [times] = this.runBatch(this.stepFeeds(indices, { rate: 0, step: 1 }), fetches);
    const seconds = floats(times);
    const milliseconds = (unit: number): number =>
      1000 * ((seconds[unit + 1] ?? NaN) - (seconds[unit] ?? NaN));
    const values = timedValues(this.program);
    return Promise.resolve(new Map(values.map((value, unit) => [value, milliseconds(unit)])));
  }

  evaluate(indices: Int32Array): Promise<EvaluatedBatch> {
    const parts = divide(indices, this.evaluationParts);
    const results = this.runBatch(
      parts.map((part, place) => indicesFeed(part, endpoints.evaluated(place))),
      [
        ...parts.map((_, place) => endpoints.evaluate(place)),
        ...parts.map((_, place) => endpoints.scores(place)),
      ],
    );
    const mean = new MeanResult();
    parts.forEach((part, place) => {
      mean.add(resultOf(floats(results[place])), part.length);
    });
    const scores = concatenated(results.slice(parts.length).map(floats));
    return Promise.resolve({ ...mean.value, scores });
  }

  ask(images: Examples): Promise<ReadonlyMap<ValueId, Float32Array>> {
    this.loadTable(tables.asked, images);
    const indices = Int32Array.from({ length: images.count }, (_, index) => index);
    const { asked } = this.program;
    const values = this.runBatch(
      [indicesFeed(indices, endpoints.askedIndices)],
      asked.map((_, place) => endpoints.asked(place)),
    );
    const shapeOf = (id: ValueId): readonly number[] => this.program.values.get(id)?.shape ?? [];
    return Promise.resolve(
      new Map(asked.map((id, place) => [id, turnBack(floats(values[place]), shapeOf(id))])),
    );
  }

  close(): void {
    this.graph.close();
  }

  private fetch(tensors: readonly StateTensor[]): ReadonlyMap<ValueId, Float32Array> {
    const fetched = this.graph.run(
      [],
      tensors.map(({ id }) => endpoints.read(id)),
    );
    const values = tensors.map(
      ({ id, shape }, index) => [id, turnWeight(floats(fetched[index]), shape).slice()] as const,
    );
    return new Map(values);
  }

  /** In one run, since the library prepares each set of names that it is asked for anew. */
  private assign(values: readonly VariableValue[]): void {
    this.graph.run(
      values.map(({ variable, ...value }) => ({ ...value, name: endpoints.initial(variable) })),
      values.map(({ variable }) => endpoints.assigned(variable)),
    );
  }

  private runStep(
    indices: Int32Array,
    input: StepInput,
    fetches: readonly string[],
  ): readonly ArrayBufferView[] {
    const feeds = this.stepFeeds(indices, input);
    const { lossScale } = this;
    if (lossScale === null) return this.runBatch(feeds, fetches);
    const [finite, ...values] = this.runBatch(feeds, [endpoints.finite, ...fetches]);
    lossScale.follow(floats(finite)[0] === 1);
    return values;
  }

  private stepFeeds(indices: Int32Array, { rate, step }: StepInput): readonly Feed[] {
    const number = { name: endpoints.stepNumber, type: dtype.int32, shape: [] };
    const { lossScale } = this;
    return [
      indicesFeed(indices),
      scalarFeed(endpoints.rate, rate),
      { ...number, values: Int32Array.of(step) },
      ...(lossScale === null ? [] : [scalarFeed(endpoints.lossScale, lossScale.value)]),
    ];
  }

  /** An evaluation's batch follows from that of the steps, so that a smaller one of these helps both. */
  private runBatch(feeds: readonly Feed[], fetches: readonly string[]): readonly ArrayBufferView[] {
    try {
      const values = this.graph.run(feeds, fetches);
      this.graph.begun();
      return values;
    } catch (cause) {
      if (!saysOutOfMemory(messageOf(cause))) throw cause;
      const freeBytes = this.usesGpu ? null : process.availableMemory();
      throw batchDoesNotFit(this.program, this.batchSize, { cause, freeBytes });
    }
  }
}

/** Parts that differ by one index at most, and none without an index beside another. */
function divide(indices: Int32Array, count: number): readonly Int32Array[] {
  const length = Math.max(1, Math.min(count, indices.length));
  const begin = (part: number): number => Math.floor((part * indices.length) / length);
  return Array.from({ length }, (_, part) => indices.slice(begin(part), begin(part + 1)));
}

function indicesFeed(indices: Int32Array, name: TensorName = endpoints.indices): Feed {
  return { name, type: dtype.int32, shape: [indices.length], values: indices };
}

function scalarFeed(name: string, value: number): Feed {
  return { name, type: dtype.float32, shape: [], values: new Float32Array([value]) };
}

function floats(view: ArrayBufferView | undefined): Float32Array {
  if (!(view instanceof Float32Array)) throw new Error("The graph did not return float32.");
  return view;
}

function resultOf([loss = NaN, accuracy = NaN]: Float32Array): StepResult {
  return { loss, accuracy };
}

/** Takes packed values of one shape apart again. */
function rowsOf(
  ids: readonly ValueId[],
  packed: ArrayBufferView,
): { readonly row: (id: ValueId) => Float32Array; readonly scalar: (id: ValueId) => number } {
  const values = floats(packed);
  const length = values.length / ids.length;
  const places = new Map(ids.map((id, index) => [id, index * length]));
  const row = (id: ValueId): Float32Array => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`${id} was not packed.`);
    return values.subarray(place, place + length);
  };
  return { row, scalar: (id) => row(id)[0] ?? NaN };
}
