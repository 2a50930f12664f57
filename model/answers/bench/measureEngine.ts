import { findDataset } from "../../data/index.js";
import { chooseEngines } from "../../engine/choose.js";
import type { Environment, Session } from "../../engine/engine.js";
import { buildProgram } from "../../program/build.js";
import { defaultRunConfig, type Precision } from "../../run/config.js";
import { orderedBatches } from "../../training/batches.js";
import { initialState } from "../../training/initialize.js";
import { requireGraph } from "../../training/requireGraph.js";
import { specToTrain } from "../../training/specToTrain.js";
import { recipeOf } from "../../training/recipeOf.js";
import { fullBatches } from "./fullBatches.js";
import type { Measurement, Workload } from "./measurement.js";

const learningRate = 0.1;
const evaluations = 6;

export interface Turn extends Workload {
  readonly engine: string;
  readonly precision: Precision;
  /** The folder of the data set's files. */
  readonly data: string;
}

/** Trains and evaluates a network in this process on the data in a folder and measures it. */
export async function measureEngine(
  { engine: id, precision, data: directory, batchSize, steps, warmUp, ...network }: Turn,
  environment: Environment,
): Promise<Measurement> {
  const [{ engine, report }] = await chooseEngines(id, environment);
  const signal = new AbortController().signal;
  const config = { ...defaultRunConfig(), ...network };
  const dataset = await findDataset(config.dataset)?.load({
    directory,
    form: config,
    signal,
    report: () => undefined,
  });
  if (dataset === undefined) throw new Error(`${config.dataset} is not in the registry.`);
  const spec = specToTrain(config, dataset);
  const graph = requireGraph(spec, spec.input);
  const program = buildProgram(graph, dataset.train, recipeOf(config));
  const session = await engine.open(environment, { program, dataset, precision, batchSize });
  session.writeState(initialState(program.state, 0));

  const batches = fullBatches(dataset.train.count, batchSize);
  const train = (): Promise<number> => {
    const batch = batches.next().value;
    return timed(() => session.step(batch, { rate: learningRate, step: 1 }));
  };
  await train();
  const firstStepSeconds = process.uptime();
  for (let step = 1; step < warmUp; step++) await train();
  const trainingSeconds: number[] = [];
  for (let step = 0; step < steps; step++) trainingSeconds.push(await train());

  const evaluationBatch = engine.evaluationBatch({ program, batchSize });
  const evaluationSeconds = await measureEvaluation(session, dataset.test.count, evaluationBatch);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  session.close();
  const { version, device } = report;
  return {
    version,
    device,
    trainingSeconds,
    evaluationSeconds,
    evaluationBatch,
    peakBytes,
    firstStepSeconds,
  };
}

/** The first batch warms up and is left out. */
async function measureEvaluation(
  session: Session,
  examples: number,
  batchSize: number,
): Promise<number[]> {
  const full = orderedBatches(examples, batchSize).filter(({ length }) => length === batchSize);
  const seconds: number[] = [];
  // A large batch is full only once or twice in the test set: then the same ones are taken again.
  for (let round = 0; round < evaluations; round++) {
    const batch = full[round % full.length];
    if (batch === undefined) throw new RangeError(`No batch of ${batchSize} is full.`);
    seconds.push(await timed(() => session.evaluate(batch)));
  }
  return seconds.slice(1);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}
