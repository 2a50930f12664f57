import { thinned, type Kept } from "./points.js";
import type { RunState } from "./state.js";
import { StepHistory } from "./stepHistory.js";

/**
 * The colors' scale is that of all which is known: a few from over the whole run nearly have it. The newest three say
 * whether layers are dead, so that the card of that stands there from the beginning.
 */
const statisticsGlanced: Kept = { most: 7, newest: 3 };
const stepsGlanced = { most: 300, newest: 50 } as const;

/** Enough of a run for a first picture of it, however long it is: its newest numbers as they are, and a few of those before. */
export function glanceAt(run: RunState): RunState {
  return {
    ...run,
    steps: fewOf(run.steps),
    statistics: thinned(run.statistics, statisticsGlanced),
    histograms: run.histograms.slice(-1),
    timings: run.timings.slice(-1),
  };
}

function fewOf(steps: StepHistory): StepHistory {
  const { most, newest } = stepsGlanced;
  if (steps.length <= most) return steps;
  const stride = Math.ceil(steps.length / (most - newest));
  const rows = Array.from({ length: steps.length }, (_, row) => row);
  const glanced = rows.filter((row) => row % stride === 0 || row >= steps.length - newest);
  return StepHistory.of(glanced.flatMap((row) => steps.at(row) ?? []));
}
