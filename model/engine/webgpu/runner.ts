import { elementCount } from "../../network/layers.js";
import type {
  Operation,
  OperationKind,
  OperationOf,
  Value,
  ValueId,
} from "../../program/operations.js";
import { accesses } from "../../program/accesses.js";
import type { TrainingProgram } from "../../program/program.js";
import { type Compute, type Tensor } from "./compute.js";
import type { Memory } from "./operations/kernel.js";
import { kernels } from "./operations/kernels.js";
import type { OperationTimes } from "../engine.js";
import type { Schedule } from "./schedule.js";
import type { Tables } from "./tables.js";

/** Runs schedules of a program's operations and keeps the values that outlive them. */
export class Runner implements Memory {
  private readonly tensors = new Map<ValueId, Tensor>();
  private written: Tensor[] = [];
  private tables: Tables | undefined;
  private batch = 0;

  constructor(
    readonly compute: Compute,
    private readonly program: Pick<TrainingProgram, "values">,
  ) {}

  /** Gives a value from outside, in place of the one before. */
  set(id: ValueId, values: Float32Array | Int32Array): void {
    const { shape, perExample } = this.valueOf(id);
    this.free(id);
    const whole = perExample ? [values.length / elementCount(shape), ...shape] : shape;
    this.tensors.set(id, this.compute.upload(values, whole));
  }

  run(schedule: Schedule, tables: Tables, batch: number): void {
    for (const work of this.executions(schedule, tables, batch)) work.execute();
  }

  /** Milliseconds of each operation, by the first value that it writes. */
  async time(schedule: Schedule, tables: Tables, batch: number): Promise<OperationTimes> {
    const times = new Map<ValueId, number>();
    for (const { operation, execute } of this.executions(schedule, tables, batch)) {
      const [value] = accesses(operation).writes;
      const time = await this.compute.time(execute);
      if (value !== undefined) times.set(value, time);
    }
    return times;
  }

  free(id: ValueId): void {
    const tensor = this.tensors.get(id);
    if (tensor === undefined) return;
    this.tensors.delete(id);
    this.compute.free(tensor);
  }

  read(id: ValueId): Tensor {
    const tensor = this.tensors.get(id);
    if (tensor === undefined) throw new Error(`${id} has not been computed, or is no longer kept.`);
    return tensor;
  }

  write(id: ValueId, tensor: Tensor): void {
    this.written.push(tensor);
    this.tensors.set(id, tensor);
  }

  shapeOf(id: ValueId): readonly number[] {
    const { shape, perExample } = this.valueOf(id);
    return perExample ? [this.batch, ...shape] : shape;
  }

  isPerExample(id: ValueId): boolean {
    return this.valueOf(id).perExample;
  }

  table(table: "images" | "labels"): Tensor {
    if (this.tables === undefined) throw new Error("Nothing is being run.");
    return this.tables[table];
  }

  /** The operations in their order; each is to be executed before the next one is asked for. */
  private *executions(
    { steps }: Schedule,
    tables: Tables,
    batch: number,
  ): Generator<{ readonly operation: Operation; readonly execute: () => void }> {
    this.tables = tables;
    this.batch = batch;
    for (const { operation, last } of steps) {
      const execute = (): void => {
        this.written = [];
        runKernel(operation, this);
        this.compute.freeMade(this.written);
      };
      yield { operation, execute };
      for (const id of last) this.free(id);
    }
  }

  private valueOf(id: ValueId): Value {
    const value = this.program.values.get(id);
    if (value === undefined) throw new Error(`The program has no value ${id}.`);
    return value;
  }
}

function runKernel<K extends OperationKind>(operation: OperationOf<K>, memory: Memory): void {
  kernels[operation.kind](operation, memory);
}
