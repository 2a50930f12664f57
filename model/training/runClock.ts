import type { Dataset } from "../data/dataset.js";
import type { RunConfig } from "../run/config.js";
import { secondsFor } from "../run/estimate.js";
import { lengthsAfter, type CostedSpan } from "../run/spanLengths.js";
import { HeldTime } from "./measuring/heldTime.js";
import { Throughput } from "./measuring/throughput.js";

/** Tells how fast a run goes and how long it will take. */
export class RunClock {
  private throughput = new Throughput();
  private readonly heldSteps = new HeldTime();
  private readonly heldBatches = new HeldTime();
  /** Of the whole test set, and multiply-adds for an image then. */
  private evaluated: { readonly seconds: number; readonly multiplyAdds: number } | null = null;
  private since = performance.now();

  constructor(
    private readonly config: RunConfig,
    private readonly dataset: Dataset,
    private readonly spans: readonly CostedSpan[],
    private multiplyAdds: number,
  ) {}

  /** Images have another size from here on: how fast they are is found out anew. */
  takeOn(multiplyAdds: number): void {
    this.multiplyAdds = multiplyAdds;
    this.throughput = new Throughput();
  }

  get examplesPerSecond(): number {
    return this.throughput.examplesPerSecond;
  }

  /** Returns the seconds of work: those in which the process was held count nowhere. */
  addStep(examples: number, seconds: number): number {
    const work = this.withoutHeld(this.heldSteps, seconds);
    this.throughput.add(examples, work);
    return work;
  }

  /** As `addStep`, of a batch that is evaluated. */
  addEvaluatedBatch(seconds: number): number {
    return this.withoutHeld(this.heldBatches, seconds);
  }

  addEvaluation(seconds: number): void {
    this.evaluated = { seconds, multiplyAdds: this.multiplyAdds };
  }

  /**
   * Seconds from after `step` to the end, evaluations included; null while the speed is unknown. Images of
   * other sizes are taken to be as fast by their multiply-adds.
   */
  secondsLeft(step: number): number | null {
    const { examplesPerSecond, evaluated } = this;
    if (examplesPerSecond === 0) return null;
    const { train, test } = this.dataset;
    const counts = { trainExamples: train.count, testExamples: test.count };
    const parts = lengthsAfter(step, this.config, counts, this.spans);
    return parts.reduce((sum, { span: { multiplyAdds }, length }) => {
      const speed = {
        examplesPerSecond: (examplesPerSecond * this.multiplyAdds) / multiplyAdds,
        evaluatedPerSecond:
          evaluated === null
            ? null
            : (test.count * evaluated.multiplyAdds) / (evaluated.seconds * multiplyAdds),
      };
      return sum + secondsFor(length, speed);
    }, 0);
  }

  /** Seconds of work since the last call. */
  takeElapsed(): number {
    const now = performance.now();
    const seconds = (now - this.since) / 1000;
    this.since = now;
    return seconds;
  }

  /** So much of the time since the last `takeElapsed` was no work: the run was paused. */
  leaveOut(milliseconds: number): void {
    this.since += milliseconds;
  }

  private withoutHeld(held: HeldTime, seconds: number): number {
    const work = held.workIn(seconds);
    this.leaveOut((seconds - work) * 1000);
    return work;
  }
}
