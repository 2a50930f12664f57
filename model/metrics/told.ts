import type { RunState } from "../run/state.js";
import { latestValue, type Metric, type RunPoints } from "./metric.js";
import { runningMean } from "./runningMean.js";

/** A batch is noisy: while a run is at work, one number is told as the mean of so many steps. */
export const stepsAveraged = 50;

/** What is read of a run to tell a number of it: without `finished`, it is told as one at work. */
export type ToldRun = RunPoints & { readonly finished?: RunState["finished"] };

/** The one number by which a metric is told where there is no curve. */
export interface Told {
  /** Null where there is none yet. */
  readonly value: number | null;
  /** `steps`: the mean of the last ones; `latest`: the newest; `end`: the summary of a run that has ended. */
  readonly of: "steps" | "latest" | "end";
}

/** Header, status bar, curves and terminal tell a number of a run through this alone, so that they agree. */
export function toldOf(metric: Metric, run: ToldRun): Told {
  const { finished = null } = run;
  if (finished !== null && metric.summarized !== undefined)
    return { value: metric.summarized(finished.summary), of: "end" };
  return metric.isNoisy
    ? { value: runningMean(metric.series(run), stepsAveraged), of: "steps" }
    : { value: latestValue(metric, run), of: "latest" };
}

/**
 * −ln of the smallest number above 0 in float32. A cross-entropy beyond it gives the right class a
 * probability that float32 does not have: its value says nothing but that the numbers are lost.
 */
const leastLostLoss = 103.28;

/** Above this a value says nothing but that it is lost, and a chart need not reach it. */
export function mostTold({ chart }: Pick<Metric, "chart">): number {
  return chart === "loss" ? leastLostLoss : Infinity;
}

/**
 * Whether a value is no longer one to be told: not a number, or a loss that training did not bound. A test's loss may go
 * far beyond in a sound run: where running statistics lag behind the first steps, a network is sure of wrong classes.
 */
export function isLost(metric: Pick<Metric, "chart" | "every">, value: number): boolean {
  return !Number.isFinite(value) || (metric.every === "step" && value > mostTold(metric));
}
