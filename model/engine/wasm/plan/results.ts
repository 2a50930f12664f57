import { histogramBinCount } from "../../../run/histogramBins.js";
import type { Operation, ValueId } from "../../../program/operations.js";
import { ends, type TrainingProgram } from "../../../program/program.js";

const doubleBytes = 8;

/** Of a count in a bin. */
const countBytes = 4;

/**
 * What a worker leaves of a step: float64 sums of loss, hits, the losses of heads and statistics; then for every histogram
 * an int32 a bin; then, for every layer with a share of dead channels, a byte a channel that says
 * whether it was ever positive.
 */
export class ResultsMap {
  readonly loss = 0;
  readonly hits = doubleBytes;
  readonly bytes: number;
  private readonly offsets = new Map<ValueId, number>();

  constructor({ forward, statistics, histograms, values }: TrainingProgram) {
    let next = 2 * doubleBytes;
    const place = (statistic: ValueId, bytes: number): void => {
      this.offsets.set(statistic, next);
      next += bytes;
    };
    for (const loss of headLosses(forward)) place(loss, doubleBytes);
    for (const operation of statistics) {
      if (isSum(operation)) place(operation.output, doubleBytes);
    }
    for (const operation of histograms) {
      if (operation.kind === "histogram") place(operation.output, countBytes * histogramBinCount);
    }
    for (const operation of statistics) {
      if (operation.kind !== "deadShare") continue;
      place(operation.output, values.get(operation.input)?.shape.at(-1) ?? 0);
    }
    this.bytes = next;
  }

  /** Of the network's own scores, or of a head's. */
  lossOf(loss: ValueId): number {
    return loss === ends.loss ? this.loss : this.offsetOf(loss);
  }

  hitsOf(accuracy: ValueId): number {
    return accuracy === ends.accuracy ? this.hits : this.offsetOf(accuracy);
  }

  offsetOf(statistic: ValueId): number {
    const offset = this.offsets.get(statistic);
    if (offset === undefined) throw new Error(`${statistic} is not a statistic.`);
    return offset;
  }
}

function headLosses(forward: TrainingProgram["forward"]): readonly ValueId[] {
  const losses = forward.flatMap((each) => (each.kind === "crossEntropy" ? [each.loss] : []));
  return losses.filter((loss) => loss !== ends.loss);
}

function isSum(
  operation: Operation,
): operation is Extract<Operation, { kind: "meanAbsolute" | "meanSquare" | "norm" | "accuracy" }> {
  return ["meanAbsolute", "meanSquare", "norm", "accuracy"].includes(operation.kind);
}
