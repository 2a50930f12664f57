import type { Dataset, DatasetSize, Examples } from "../data/dataset.js";
import { sizeOf } from "../data/idxSets.js";
import { chooseEngines, openFirst, type ChosenEngine } from "../engine/choose.js";
import type { Environment, Session } from "../engine/engine.js";
import { fittedTo } from "../network/fittedTo.js";
import { buildProgram } from "../program/build.js";
import type { RunConfig } from "../run/config.js";
import { deviceInUse } from "../machine/machineSettings.js";
import { workOf, type Pace } from "../run/pace.js";
import { initialState } from "./initialize.js";
import { requireNetwork } from "./prepare.js";
import { recipeOf } from "./recipeOf.js";
import { requireGraph } from "./requireGraph.js";

/** Steps are taken for so long, so that a trial stays a matter of seconds on a slow machine too. */
const patienceMs = 4000;
const fewestSteps = 2;
const mostSteps = 20;
/** Where a step takes longer, evaluations are left to be assumed. */
const slowStepSeconds = 1;

/**
 * Tries how fast a configuration's steps are on this machine, on images that are made up, so that
 * nothing is read or fetched. Null where the size of its data is not known; throws a UserError where
 * no engine can be used, and the environment's signal's reason where it is aborted meanwhile.
 */
export async function tryPace(config: RunConfig, environment: Environment): Promise<Pace | null> {
  const size = sizeOf(config.dataset);
  if (size === null) return null;
  const { classes } = size;
  const spec = fittedTo(requireNetwork(config), size);
  const graph = requireGraph(spec, [size.channels, ...config.inputSize]);
  const program = buildProgram(graph, size, recipeOf(config));
  const { batchSize, precision } = config;
  const choices = await chooseEngines(config.engine, environment);
  // No more are evaluated at once by any of the engines that may open.
  const evaluated = Math.max(
    ...choices.map(({ engine }) => engine.evaluationBatch({ program, batchSize })),
  );
  const dataset: Dataset = {
    ...{ id: config.dataset, title: "", source: "", checksums: {} },
    classNames: Array.from({ length: classes }, String),
    train: madeUp(batchSize, size),
    test: madeUp(evaluated, size),
  };
  const options = { program, dataset, precision, batchSize };
  const { choice, session } = await openFirst(choices, environment, options, () => undefined);
  try {
    session.writeState(initialState(program.state, config.seed));
    const seconds = await stepSeconds(session, batchSize, environment.signal);
    return {
      ...workOf(config, workerOf(choice, environment), graph.multiplyAdds),
      examplesPerSecond: batchSize / seconds,
      evaluatedPerSecond:
        seconds > slowStepSeconds
          ? null
          : await evaluationRate(session, choice, { program, batchSize }),
      time: Date.now(),
      source: "trial",
    };
  } finally {
    session.close();
  }
}

function workerOf({ engine, report }: ChosenEngine, { machine }: Environment) {
  return { engine: engine.id, device: deviceInUse(report.device, machine) };
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
function madeUp(count: number, { height, width, channels, classes }: DatasetSize): Examples {
  const images = Uint8Array.from(
    { length: count * height * width * channels },
    (_, place) => Math.imul(place + 1, 2654435761) >>> 24,
  );
  const labels = Uint16Array.from({ length: count }, (_, index) => index % classes);
  return { count, height, width, channels, images, labels };
}
