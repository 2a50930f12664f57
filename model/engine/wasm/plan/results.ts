import type { ValueId } from "../../../program/operations.js";
import type { TrainingProgram } from "../../../program/program.js";

const doubleBytes = 8;

/**
 * What a worker leaves of a step: float64 sums of loss, hits and statistics, then, for every layer
 * with a share of dead channels, a byte a channel that says whether it was ever positive.
 */
export class ResultsMap {
  readonly loss = 0;
  readonly hits = doubleBytes;
  readonly bytes: number;
  private readonly offsets = new Map<ValueId, number>();

  constructor({ statistics, values }: TrainingProgram) {
    let next = 2 * doubleBytes;
    for (const operation of statistics) {
      if (operation.kind !== "meanAbsolute" && operation.kind !== "norm") continue;
      this.offsets.set(operation.output, next);
      next += doubleBytes;
    }
    for (const operation of statistics) {
      if (operation.kind !== "deadShare") continue;
      this.offsets.set(operation.output, next);
      next += values.get(operation.input)?.shape.at(-1) ?? 0;
    }
    this.bytes = next;
  }

  offsetOf(statistic: ValueId): number {
    const offset = this.offsets.get(statistic);
    if (offset === undefined) throw new Error(`${statistic} is not a statistic.`);
    return offset;
  }
}
