import type { Dataset, DatasetSize, Examples } from "../data/dataset.js";
import { sizeOf } from "../data/idxSets.js";
import { chooseEngines, openFirst, type ChosenEngine } from "../engine/choose.js";
import type { Environment, Session } from "../engine/engine.js";
import { fittedTo } from "../network/fittedTo.js";
import type { NetworkGraph } from "../network/graph.js";
import { buildProgram } from "../program/build.js";
import type { RunConfig, SettledConfig } from "../run/config.js";
import { deviceInUse } from "../machine/machineSettings.js";
import { workOf, type Pace, type Work } from "../run/pace.js";
import { candidatePrecisions, fastestOf } from "../run/precision.js";
import { peakBytesSoFar } from "../host/memory.js";
import { initialState } from "./initialize.js";
import { requireNetwork } from "./requireNetwork.js";
import { recipeOf } from "./recipeOf.js";
import { requireGraph } from "./requireGraph.js";

/** Steps are taken for so long, so that a trial stays a matter of seconds on a slow machine too. */
const patienceMs = 4000;
const fewestSteps = 2;
const mostSteps = 20;
/** Where a step takes longer, evaluations are left to be assumed. */
const slowStepSeconds = 1;

type Images = Omit<DatasetSize, "trainExamples" | "testExamples">;

/**
 * Tries how fast a configuration's steps are on this machine, on images that are made up, so that
 * nothing is read or fetched; in each precision that may be the fastest, where that is to be found, and in
 * that on images of each size. None
 * where the size of its data is not known; throws a UserError where no engine can be used, and the
 * environment's signal's reason where it is aborted meanwhile.
 */
export async function tryPaces(
  config: RunConfig,
  environment: Environment,
): Promise<readonly Pace[]> {
  const size = sizeOf(config.dataset);
  if (size === null) return [];
  const choices = await chooseEngines(config.engine, environment);
  const paces: Pace[] = [];
  for (const precision of candidatePrecisions(config, choices[0].report.otherPrecisions)) {
    paces.push(await trySteps(choices, { ...config, precision }, size, environment));
  }
  const [first, ...others] = paces;
  if (first === undefined) return paces;
  const { precision } = fastestOf(first, others);
  for (const { size: inputSize } of config.firstSizes) {
    paces.push(await trySteps(choices, { ...config, precision, inputSize }, size, environment));
  }
  return paces;
}

/** As `tryPaces`, of one precision on the first of these engines that opens. */
export async function trySteps(
  choices: readonly [ChosenEngine, ...ChosenEngine[]],
  config: SettledConfig,
  size: Images,
  environment: Environment,
): Promise<Pace> {
  const graph = graphOf(config, size);
  const program = buildProgram(graph, size, recipeOf(config));
  const { batchSize, precision } = config;
  // No more are evaluated at once by any of the engines that may open.
  const evaluated = Math.max(
    ...choices.map(({ engine }) => engine.evaluationBatch({ program, batchSize })),
  );
  const dataset: Dataset = {
    ...{ id: config.dataset, title: "", source: "", checksums: {} },
    classNames: Array.from({ length: size.classes }, String),
    train: madeUp(batchSize, size),
    test: madeUp(evaluated, size),
  };
  const options = { program, dataset, precision, batchSize };
  const { choice, session } = await openFirst(choices, environment, options, () => undefined);
  try {
    session.writeState(initialState(program.state, config.seed));
    const seconds = await stepSeconds(session, batchSize, environment.signal);
    return {
      ...workOn(choice, config, size, environment),
      examplesPerSecond: batchSize / seconds,
      evaluatedPerSecond:
        seconds > slowStepSeconds
          ? null
          : await evaluationRate(session, choice, { program, batchSize }),
      peakBytes: peakBytesSoFar(),
      time: Date.now(),
      source: "trial",
    };
  } finally {
    session.close();
  }
}

/** The work of a configuration on an engine, by which its pace is remembered. */
export function workOn(
  { engine, report }: ChosenEngine,
  config: SettledConfig,
  size: Images,
  { machine }: Environment,
): Work {
  const worker = { engine: engine.id, device: deviceInUse(report.device, machine) };
  return workOf(config, worker, graphOf(config, size).multiplyAdds);
}

function graphOf(config: RunConfig, size: Images): NetworkGraph {
  const spec = fittedTo(requireNetwork(config), size);
  return requireGraph(spec, [size.channels, ...config.inputSize]);
}

/** The median; the first step, which warms up, is left out. */
async function stepSeconds(
  session: Session,
  batchSize: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const batch = Int32Array.from({ length: batchSize }, (_, index) => index);
  const step = (): Promise<unknown> => session.step(batch, { rate: 0, step: 1 });
  await step();
  const taken: number[] = [];
  const end = performance.now() + patienceMs;
  while (taken.length < fewestSteps || (taken.length < mostSteps && performance.now() < end)) {
    signal?.throwIfAborted();
    taken.push(await timed(step));
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
}

async function evaluationRate(
  session: Session,
  { engine }: ChosenEngine,
  work: Parameters<ChosenEngine["engine"]["evaluationBatch"]>[0],
): Promise<number> {
  const examples = engine.evaluationBatch(work);
  const batch = Int32Array.from({ length: examples }, (_, index) => index);
  await session.evaluate(batch);
  return examples / (await timed(() => session.evaluate(batch)));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

/** Noise of any sort takes as long as pictures. */
function madeUp(count: number, { height, width, channels, classes }: Images): Examples {
  const images = Uint8Array.from(
    { length: count * height * width * channels },
    (_, place) => Math.imul(place + 1, 2654435761) >>> 24,
  );
  const labels = Uint16Array.from({ length: count }, (_, index) => index % classes);
  return { count, height, width, channels, images, labels };
}
