import type { Operation } from "./operations.js";
import type { StateTensor } from "./state.js";
import type { ValueTable } from "./values.js";

/** What a network is written as: parts of a program. */
export interface ForwardPass {
  readonly forward: readonly Operation[];
  readonly evaluation: readonly Operation[];
  /** In the network's order. */
  readonly parameters: readonly StateTensor[];
  /** What an evaluation takes in place of a batch's own statistics, and what follows these after a step. */
  readonly statistics: readonly StateTensor[];
  readonly following: readonly Operation[];
}

/** Collects a step's operations and an evaluation's, which are mostly the same. */
export class Writer {
  readonly forward: Operation[] = [];
  readonly evaluation: Operation[] = [];
  readonly parameters: StateTensor[] = [];
  readonly statistics: StateTensor[] = [];
  readonly following: Operation[] = [];

  constructor(
    readonly values: ValueTable,
    readonly seed: number,
  ) {}

  /** What is written so is no part of an evaluation. */
  inTraining(write: () => void): void {
    const { length } = this.evaluation;
    write();
    this.evaluation.length = length;
  }

  /** Of both. */
  push(...operations: readonly Operation[]): void {
    this.forward.push(...operations);
    this.evaluation.push(...operations);
  }
}
