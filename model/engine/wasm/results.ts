import type { NodeStatistics } from "../../run/events.js";
import type { NodeId } from "../../network/spec.js";
import type { ValueId } from "../../program/operations.js";
import type { TrainingProgram } from "../../program/program.js";
import type { StepResult } from "../engine.js";
import type { ResultsMap } from "./plan/results.js";

/** Puts together what the workers left of a step, in the order of the workers. */
export class Results {
  constructor(
    private readonly program: TrainingProgram,
    private readonly map: ResultsMap,
    private readonly buffer: SharedArrayBuffer,
    private readonly addresses: readonly number[],
  ) {}

  step(examples: number): StepResult {
    return {
      loss: this.sum(this.map.loss) / examples,
      accuracy: this.sum(this.map.hits) / examples,
    };
  }

  statistics(examples: number): readonly (readonly [NodeId, NodeStatistics])[] {
    return this.program.statisticsOf.map(({ node, activation, dead, gradient }) => {
      const shape = this.program.values.get(node)?.shape ?? [];
      const elements = shape.reduce((product, length) => product * length, examples);
      return [
        node,
        {
          activation: finite(this.sum(this.map.offsetOf(activation)) / elements),
          dead: dead === null ? null : this.deadShare(dead, shape.at(-1) ?? 1),
          gradient: gradient === null ? null : finite(this.norm(gradient)),
        },
      ];
    });
  }

  private norm(id: ValueId): number {
    return Math.sqrt(this.sum(this.map.offsetOf(id)));
  }

  private deadShare(id: ValueId, channels: number): number {
    const alive = new Uint8Array(channels);
    for (const address of this.addresses) {
      const marks = new Uint8Array(this.buffer, address + this.map.offsetOf(id), channels);
      marks.forEach((mark, channel) => {
        if (mark === 1) alive[channel] = 1;
      });
    }
    return 1 - alive.reduce((sum, mark) => sum + mark, 0) / channels;
  }

  private sum(offset: number): number {
    return this.addresses.reduce(
      (sum, address) => sum + (new Float64Array(this.buffer, address + offset, 1)[0] ?? NaN),
      0,
    );
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
