import { elementCount } from "../../network/layers.js";
import type { Examples } from "../../data/dataset.js";
import type {
  Operation,
  OperationKind,
  OperationOf,
  Value,
  ValueId,
} from "../../program/operations.js";
import { ends, type TrainingProgram } from "../../program/program.js";
import type { StepInput } from "../engine.js";
import { kernels } from "./kernels.js";
import type { Memory } from "./memory.js";
import { zeros, type Tensor } from "./tensor.js";

/**
 * Runs a program in float64 with plain loops: slow, and so simple that the engines and the
 * backward rules are checked against it.
 */
export class Reference implements Memory {
  private readonly tensors = new Map<ValueId, Tensor>();
  private batch = 0;

  constructor(
    private readonly program: TrainingProgram,
    private readonly examples: Examples,
  ) {}

  write(id: ValueId, values: ArrayLike<number>): void {
    const tensor = this.create(id);
    tensor.data.set(values);
  }

  /** Runs parts of the program, such as its forward operations, on a batch. */
  run(
    operations: readonly Operation[],
    indices: ArrayLike<number>,
    { rate, step }: StepInput = { rate: 0, step: 1 },
  ): void {
    this.batch = indices.length;
    this.write(ends.indices, indices);
    this.write(ends.rate, [rate]);
    this.write(ends.step, [step]);
    for (const operation of operations) this.execute(operation);
  }

  read(id: ValueId): Tensor {
    const tensor = this.tensors.get(id);
    if (tensor === undefined) throw new Error(`${id} has not been computed.`);
    return tensor;
  }

  create(id: ValueId): Tensor {
    const value = this.valueOf(id);
    const tensor = zeros(value.perExample ? [this.batch, ...value.shape] : value.shape);
    this.tensors.set(id, tensor);
    return tensor;
  }

  isPerExample(id: ValueId): boolean {
    return this.valueOf(id).perExample;
  }

  row(table: "images" | "labels", index: number): ArrayLike<number> {
    const { images, labels, height, width, channels } = this.examples;
    const length = table === "images" ? elementCount([height, width, channels]) : 1;
    const source = table === "images" ? images : labels;
    return source.subarray(index * length, (index + 1) * length);
  }

  private valueOf(id: ValueId): Value {
    const value = this.program.values.get(id);
    if (value === undefined) throw new Error(`The program has no value ${id}.`);
    return value;
  }

  private execute<K extends OperationKind>(operation: OperationOf<K>): void {
    kernels[operation.kind](operation, this);
  }
}
