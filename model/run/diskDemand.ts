import type { NetworkGraph } from "../network/graph.js";
import type { RunConfig } from "./config.js";
import { mostMoments, mostMomentsOf } from "./moments.js";
import type { countSteps, ExampleCounts } from "./runLength.js";

/** A run keeps three checkpoints, and one more while that is written. */
const checkpoints = 4;
const bytesPerNumber = 4;

/** What an optimizer remembers, in numbers a parameter. */
const slots: Readonly<Record<RunConfig["optimizer"], number>> = {
  ...{ sgd: 0, momentum: 1, nesterov: 1, adamw: 2 },
};

/** Of the record, as measured on runs of the chapter's network. */
const recorded = {
  step: 210,
  measuredNode: 170,
  histogramsOfLayer: 740,
  testedExample: 6,
} as const;

/** How long a run is, and how large its test set. */
type Demanded = ReturnType<typeof countSteps> & Pick<ExampleCounts, "testExamples">;

/** Of one checkpoint: the weights, and what the optimizer and the mean of the last ones remember. */
export function checkpointBytes(
  { parameters }: Pick<NetworkGraph, "parameters">,
  { optimizer, averageOver }: Pick<RunConfig, "optimizer" | "averageOver">,
): number {
  return bytesPerNumber * parameters * (1 + slots[optimizer] + (averageOver === null ? 0 : 1));
}

/** The most bytes that a run's folder takes, about: its checkpoints, what it keeps of moments of before, and the record of its steps. */
export function diskDemand(
  { parameters, nodes }: Pick<NetworkGraph, "parameters" | "nodes">,
  config: Pick<RunConfig, "optimizer" | "averageOver" | "statisticsEvery" | "histogramsEvery">,
  { testExamples, ...length }: Demanded,
): number {
  const { totalSteps: steps } = length;
  const layers = nodes.filter(({ parameterSpecs }) => parameterSpecs.length > 0).length;
  return (
    checkpoints * checkpointBytes({ parameters }, config) +
    mostMomentsOf(length) * parameters +
    evaluationsKept(length) * testExamples * recorded.testedExample +
    steps * recorded.step +
    timesIn(steps, config.statisticsEvery) * nodes.length * recorded.measuredNode +
    timesIn(steps, config.histogramsEvery) * layers * recorded.histogramsOfLayer
  );
}

/** The newest is kept beside those that lie evenly. */
function evaluationsKept({ totalSteps, stepsPerEpoch }: ReturnType<typeof countSteps>): number {
  return Math.min(mostMoments + 1, Math.floor(totalSteps / stepsPerEpoch));
}

/** How often something is measured every so many steps; 0 for never. */
function timesIn(steps: number, every: number | null): number {
  return every === null || every === 0 ? 0 : Math.floor(steps / every);
}
