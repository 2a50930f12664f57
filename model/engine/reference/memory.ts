import type { OperationKind, OperationOf, ValueId } from "../../program/operations.js";
import { at, type Tensor } from "./tensor.js";

/** Reads a value that was computed, and makes the zeroed tensor of one that is to be. */
export interface Memory {
  read(id: ValueId): Tensor;
  create(id: ValueId): Tensor;
  isPerExample(id: ValueId): boolean;
  /** One example of a table of the data set. */
  row(table: "images" | "labels", index: number): ArrayLike<number>;
}

export type Kernel<K extends OperationKind> = (operation: OperationOf<K>, memory: Memory) => void;

/** output[i] = f(input[i]) */
export function map(
  memory: Memory,
  input: ValueId,
  output: ValueId,
  f: (value: number) => number,
): void {
  const from = memory.read(input).data;
  const to = memory.create(output).data;
  from.forEach((value, index) => {
    to[index] = f(value);
  });
}

export function scalarAt(memory: Memory, id: ValueId): number {
  return at(memory.read(id).data, 0);
}
