import { accesses } from "../../program/accesses.js";
import { elementCount } from "../../network/layers.js";
import { histogramBinCount, nearZeroBin } from "../../run/histogramBins.js";
import type { Operation, OperationOf, ValueId } from "../../program/operations.js";
import type { TrainingProgram } from "../../program/program.js";
import type { StepResult } from "../engine.js";
import {
  collectHistograms,
  collectStatistics,
  type LayerHistograms,
  type LayerStatistics,
} from "../measurements.js";
import { panelsOf } from "./plan/panels.js";
import type { ResultsMap } from "./plan/results.js";

/** Puts together what the workers left of a step, in the order of the workers. */
export class Results {
  private readonly operations: ReadonlyMap<ValueId, Operation>;

  constructor(
    private readonly program: TrainingProgram,
    private readonly map: ResultsMap,
    private readonly buffer: SharedArrayBuffer,
    private readonly addresses: readonly number[],
  ) {
    const measuring = [...program.forward, ...program.statistics, ...program.histograms];
    this.operations = new Map(
      measuring.flatMap((operation) =>
        accesses(operation).writes.map((id) => [id, operation] as const),
      ),
    );
  }

  step(examples: number): StepResult {
    return {
      loss: this.sum(this.map.loss) / examples,
      accuracy: this.sum(this.map.hits) / examples,
    };
  }

  statistics(examples: number): LayerStatistics {
    return collectStatistics(this.program, (id) => {
      const operation = this.operations.get(id);
      switch (operation?.kind) {
        case "meanAbsolute":
        case "meanSquare":
          return this.sum(this.map.offsetOf(id)) / (examples * this.elements(operation.input));
        case "crossEntropy":
          return this.sum(this.map.lossOf(id)) / examples;
        case "accuracy":
          return this.sum(this.map.hitsOf(id)) / examples;
        case "norm":
          return Math.sqrt(this.sum(this.map.offsetOf(id)));
        case "deadShare":
          return this.deadShare(operation);
        default:
          throw new Error(`${id} is not a statistic.`);
      }
    });
  }

  histograms(): LayerHistograms {
    return collectHistograms(this.program, (id) => {
      const operation = this.operations.get(id);
      if (operation?.kind !== "histogram") throw new Error(`${id} is not a histogram.`);
      const counts = this.counts(operation);
      const total = counts.reduce((sum, count) => sum + count, 0);
      return counts.map((count) => count / total);
    });
  }

  private counts({ input, output }: OperationOf<"histogram">): readonly number[] {
    const counts = new Array<number>(histogramBinCount).fill(0);
    for (const address of this.addresses) {
      const place = address + this.map.offsetOf(output);
      new Int32Array(this.buffer, place, histogramBinCount).forEach((count, bin) => {
        counts[bin] = (counts[bin] ?? 0) + count;
      });
    }
    const value = this.program.values.get(input);
    if (value !== undefined && !value.perExample) {
      // The zeros that fill a parameter's panels were counted too.
      const padding = panelsOf(value.shape).bytes / 4 - this.elements(input);
      counts[nearZeroBin] = (counts[nearZeroBin] ?? 0) - padding;
    }
    return counts;
  }

  private deadShare({ input, output }: OperationOf<"deadShare">): number {
    const channels = this.program.values.get(input)?.shape.at(-1) ?? 1;
    const alive = new Uint8Array(channels);
    for (const address of this.addresses) {
      const marks = new Uint8Array(this.buffer, address + this.map.offsetOf(output), channels);
      marks.forEach((mark, channel) => {
        if (mark === 1) alive[channel] = 1;
      });
    }
    return 1 - alive.reduce((sum, mark) => sum + mark, 0) / channels;
  }

  /** Of one example, where the value has such. */
  private elements(id: ValueId): number {
    return elementCount(this.program.values.get(id)?.shape ?? []);
  }

  private sum(offset: number): number {
    return this.addresses.reduce(
      (sum, address) => sum + (new Float64Array(this.buffer, address + offset, 1)[0] ?? NaN),
      0,
    );
  }
}
