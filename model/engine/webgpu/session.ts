import type { Examples } from "../../data/dataset.js";
import type { ValueId } from "../../program/operations.js";
import { scoresOf } from "../../network/scores.js";
import { ends, statisticValues } from "../../program/program.js";
import type {
  EvaluatedBatch,
  MeasuredStep,
  OperationTimes,
  Session,
  SessionOptions,
  StepInput,
  StepResult,
} from "../engine.js";
import { collectHistograms, collectStatistics, type Measurement } from "../measurements.js";
import { batchDoesNotFit } from "../outOfMemory.js";
import type { TrainingState } from "../../program/state.js";
import { tensorsNamed, valuesFor } from "../stateTensors.js";
import { Compute } from "./compute.js";
import type { Device } from "./device.js";
import { OutOfDeviceMemory } from "./failures.js";
import { Readback } from "./readback.js";
import { Runner } from "./runner.js";
import { scheduleOf, type Schedule } from "./schedule.js";
import { loadTables, type Tables } from "./tables.js";

// In the bundle that holds tfjs.
export { measureMatrixMultiply } from "./matrixMultiply.js";

export type WebGpuOptions = Pick<SessionOptions, "program" | "dataset" | "batchSize">;

/** Puts the program and the data set on the GPU; the session then owns the device. */
export function openSession(device: Device, options: WebGpuOptions): Promise<WebGpuSession> {
  return device.guard(() => Promise.resolve(new WebGpuSession(device, options)));
}

type Work = Measurement | "time" | "evaluate" | "ask";

export class WebGpuSession implements Session {
  readonly compute: Compute;
  private readonly program: SessionOptions["program"];
  private readonly batchSize: number;
  private readonly runner: Runner;
  private readonly training: Tables;
  private readonly test: Tables;
  private readonly schedules: ReadonlyMap<Work, Schedule>;
  /** What is asked for of each kind of work, besides the state. */
  private readonly results: Readback;

  constructor(
    readonly device: Device,
    { program, dataset, batchSize }: WebGpuOptions,
  ) {
    this.compute = new Compute(device);
    this.program = program;
    this.batchSize = batchSize;
    this.runner = new Runner(this.compute, program);
    this.training = loadTables(this.compute, dataset.train);
    this.test = loadTables(this.compute, dataset.test);
    this.results = new Readback(this.compute);
    this.schedules = schedulesOf(program);
  }

  async readState(): Promise<TrainingState> {
    const ids = this.program.state.map(({ id }) => id);
    return { tensors: await this.readTensors(ids), lossScale: null };
  }

  writeState({ tensors }: TrainingState): void {
    const given = this.program.state.map((tensor) => ({
      id: tensor.id,
      values: valuesFor(tensor, tensors),
    }));
    for (const { id, values } of given) this.runner.set(id, values);
  }

  async readTensors(ids: readonly ValueId[]): Promise<ReadonlyMap<ValueId, Float32Array>> {
    const named = tensorsNamed(this.program, ids);
    const copies = new Readback(this.compute);
    try {
      return await this.device.guard(async () => {
        await copies.capture(new Map(named.map(({ id }) => [id, this.runner.read(id)])));
        return new Map(named.map(({ id }) => [id, copies.read(id)]));
      });
    } finally {
      copies.close();
    }
  }

  async step(
    indices: Int32Array,
    { rate, step }: StepInput,
    measurement: Measurement = "none",
  ): Promise<MeasuredStep> {
    return this.computeBatch(async () => {
      this.runner.set(ends.rate, Float32Array.of(rate));
      this.runner.set(ends.step, Int32Array.of(step));
      await this.run(measurement, this.training, indices);
      return {
        ...this.stepResult(),
        statistics:
          measurement === "none"
            ? null
            : collectStatistics(this.program, (id) => this.results.read(id)[0] ?? NaN),
        histograms:
          measurement === "histograms"
            ? collectHistograms(this.program, (id) => this.results.read(id))
            : null,
      };
    });
  }

  /** Costs a step, and the way to the GPU and back for every operation. */
  async timeLayers(indices: Int32Array): Promise<OperationTimes> {
    return this.computeBatch(() => {
      this.runner.set(ends.indices, indices);
      this.runner.set(ends.step, Int32Array.of(1));
      return this.runner.time(this.scheduleOf("time"), this.training, indices.length);
    });
  }

  async evaluate(indices: Int32Array): Promise<EvaluatedBatch> {
    return this.computeBatch(async () => {
      await this.run("evaluate", this.test, indices);
      return { ...this.stepResult(), scores: this.results.read(scoresOf(this.program.graph)) };
    });
  }

  async ask(images: Examples): Promise<ReadonlyMap<ValueId, Float32Array>> {
    const indices = Int32Array.from({ length: images.count }, (_, index) => index);
    return this.computeBatch(async () => {
      const tables = loadTables(this.compute, images);
      try {
        await this.run("ask", tables, indices);
      } finally {
        for (const table of Object.values(tables)) this.compute.free(table);
      }
      return new Map(this.program.asked.map((id) => [id, this.results.read(id)]));
    });
  }

  close(): void {
    this.results.close();
    this.compute.close();
    this.device.close();
  }

  /** An evaluation takes no more examples than a step, so that a smaller batch of these helps both. */
  private async computeBatch<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.device.guard(work);
    } catch (cause) {
      if (!(cause instanceof OutOfDeviceMemory)) throw cause;
      throw batchDoesNotFit(this.program, this.batchSize, { cause, freeBytes: null });
    }
  }

  private async run(work: Work, tables: Tables, indices: Int32Array): Promise<void> {
    const schedule = this.scheduleOf(work);
    this.runner.set(ends.indices, indices);
    this.runner.run(schedule, tables, indices.length);
    const isState = new Set(this.program.state.map(({ id }) => id));
    const asked = [...schedule.kept].filter((id) => !isState.has(id));
    await this.results.capture(new Map(asked.map((id) => [id, this.runner.read(id)])));
    for (const id of asked) this.runner.free(id);
  }

  private scheduleOf(work: Work): Schedule {
    const schedule = this.schedules.get(work);
    if (schedule === undefined) throw new Error(`There is no schedule for ${work}.`);
    return schedule;
  }

  private stepResult(): StepResult {
    const scalar = (id: ValueId): number => this.results.read(id)[0] ?? NaN;
    return { loss: scalar(ends.loss), accuracy: scalar(ends.accuracy) };
  }
}

function schedulesOf(program: SessionOptions["program"]): ReadonlyMap<Work, Schedule> {
  const { forward, evaluation, backward, update, statistics, histograms } = program;
  const scores = scoresOf(program.graph);
  const state = program.state.map(({ id }) => id);
  const step = [...forward, ...backward, ...update];
  const schedule = (operations: typeof step, measurements: typeof step): Schedule => {
    const measured = measurements.flatMap((operation) =>
      "output" in operation ? [operation.output] : [],
    );
    const read = measurements.length === 0 ? [] : [...statisticValues(program), ...measured];
    const kept = new Set([...state, ends.loss, ends.accuracy, ...read]);
    return scheduleOf(operations, measurements, kept);
  };
  return new Map<Work, Schedule>([
    ["none", schedule(step, [])],
    ["statistics", schedule(step, [...statistics])],
    ["histograms", schedule(step, [...statistics, ...histograms])],
    ["time", scheduleOf([...forward, ...backward], [], new Set(state))],
    ["evaluate", scheduleOf(evaluation, [], new Set([...state, ends.loss, ends.accuracy, scores]))],
    ["ask", scheduleOf(evaluation, [], new Set([...state, ...program.asked]))],
  ]);
}
