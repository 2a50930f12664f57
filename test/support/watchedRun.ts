import { conditions, type Finding, type FindingOf } from "../../model/metrics/watchdog/index.js";
import type { NodeStatistics } from "../../model/run/events.js";
import { initialRunState, type RunState } from "../../model/run/state.js";
import { StepHistory, type StepPoint } from "../../model/run/stepHistory.js";

/** Runs as the watchdog's conditions look at them, by their losses and readings alone. */

const msPerStep = 400;

export function runOf(losses: readonly number[], rest: Partial<RunState> = {}): RunState {
  return {
    ...initialRunState,
    phase: "training",
    steps: StepHistory.of(losses.map(pointOf)),
    ...rest,
  };
}

export function pointOf(loss: number, index: number): StepPoint {
  return {
    time: (index + 1) * msPerStep,
    step: index + 1,
    epoch: 1,
    loss,
    accuracy: 0.5,
    learningRate: 0.1,
    examplesPerSecond: 300,
    secondsLeft: null,
  };
}

const quiet: NodeStatistics = {
  activation: 0.02,
  dead: 0,
  gradient: 0.1,
  energy: 0.01,
  weight: 8,
  update: 1e-3,
};

/** Readings of two paths every ten steps, the newest last. */
export function readings(changes: readonly Partial<NodeStatistics>[]): RunState["statistics"] {
  return changes.map((change, index) => {
    const node = { ...quiet, ...change };
    return {
      step: 10 * index + 1,
      nodes: {
        "b3/3a/path1": node,
        "b3/3a/path1/conv1x1": node,
        "b3/3a/path2": quiet,
        "b3/3a/path2/conv1x1": node,
        "b3/3a/path2/conv3x3": node,
      },
    };
  });
}

export function see<I extends Finding["id"]>(
  id: I,
  run: RunState,
  previous: FindingOf<I> | null = null,
): FindingOf<I> | null {
  return conditions[id].see(run, { classes: 10, previous });
}

export const flat = (value: number, count: number): readonly number[] =>
  Array.from({ length: count }, () => value);
