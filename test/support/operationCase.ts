import type { Operation, Value } from "../../model/program/operations.js";

type Shape = Omit<Value, "id">;

/** Operations on small values, all of which are compared; what none of them writes is made up. */
export interface Case {
  readonly operations: readonly Operation[];
  readonly values: Readonly<Record<string, Shape>>;
}

export function each(...shape: readonly number[]): Shape {
  return { shape, type: "float32", perExample: true };
}

export function fixed(...shape: readonly number[]): Shape {
  return { shape, type: "float32", perExample: false };
}

export function integers(...shape: readonly number[]): Shape {
  return { shape, type: "int32", perExample: true };
}

export function one(operation: Operation, values: Case["values"]): Case {
  return { operations: [operation], values };
}

/** What every run is given. */
export const fed: Case["values"] = {
  indices: integers(),
  learningRate: fixed(),
  stepNumber: { ...fixed(), type: "int32" },
};
