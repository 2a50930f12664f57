import type { RunEvent } from "../../run/events.js";
import type { Pace } from "../../run/pace.js";

/** The first steps warm up, and the speed told with a step is a mean over some. */
const stepsLeftOut = 5;
const fewestSteps = 10;
/** The newest say how fast the machine is now. */
const mostSteps = 1000;

/** Reads from a run's events how fast it goes: the median of its steps, and its evaluations. */
export class PaceMeter {
  private readonly speeds: number[] = [];
  private steps = 0;
  private evaluated: number | null = null;
  private begun: number | null = null;

  /** `now` is in milliseconds, of a clock that never goes back. */
  constructor(
    private readonly testExamples: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  observe(event: RunEvent): void {
    switch (event.kind) {
      case "step":
        this.steps += 1;
        if (this.steps > stepsLeftOut) this.speeds.push(event.examplesPerSecond);
        if (this.speeds.length > mostSteps) this.speeds.shift();
        this.begun = this.now();
        break;
      case "checkpoint":
        // After the last step of an epoch it is written before the evaluation.
        this.begun = this.now();
        break;
      case "paused":
      case "resumed":
        this.begun = null;
        break;
      case "evaluation":
        if (this.begun !== null) {
          this.evaluated = (this.testExamples * 1000) / (this.now() - this.begun);
        }
        break;
      case "started":
      case "statistics":
      case "histograms":
      case "timings":
      case "resized":
      case "log":
      case "finished":
      case "failed":
    }
  }

  /** Null while too few steps are done. */
  read(): Pick<Pace, "examplesPerSecond" | "evaluatedPerSecond"> | null {
    if (this.speeds.length < fewestSteps) return null;
    const inOrder = this.speeds.toSorted((a, b) => a - b);
    const examplesPerSecond = inOrder[Math.floor(inOrder.length / 2)] ?? 0;
    if (!(examplesPerSecond > 0)) return null;
    return { examplesPerSecond, evaluatedPerSecond: this.evaluated };
  }
}
