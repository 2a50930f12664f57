import { datasets, findDataset } from "../data/index.js";
import type { Dataset } from "../data/dataset.js";
import { chooseEngines, openFirst, type EngineChoice } from "../engine/choose.js";
import type { Environment, Session } from "../engine/engine.js";
import { buildGraph } from "../network/graph.js";
import { findNetwork, networks } from "../network/index.js";
import { buildProgram } from "../program/build.js";
import type { TrainingProgram } from "../program/program.js";
import { unknownName } from "../run/unknownName.js";
import { UserError } from "../run/userError.js";
import type { RunRequest } from "../trainer/protocol.js";
import { readNewestCheckpoint, type Checkpoint } from "./checkpoint.js";
import { initializeParameters } from "./initialize.js";

/** All that a run needs to begin; its session holds the weights to begin with, and is to be closed. */
export interface PreparedRun {
  readonly choice: EngineChoice;
  readonly program: TrainingProgram;
  readonly dataset: Dataset;
  readonly session: Session;
  /** Where it goes on from; null for a new run. */
  readonly from: Checkpoint | null;
}

export interface PreparationSurroundings {
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Told what is being done, as it is done. */
  readonly log: (message: string) => void;
}

/** Finds engine and data and puts the network on the device; throws a UserError where one is missing. */
export async function prepareRun(
  request: RunRequest,
  { environment, signal, log }: PreparationSurroundings,
): Promise<PreparedRun> {
  const { config, runDirectory } = request;
  const spec = findNetwork(config.network);
  if (spec === undefined) throw unknownName("network", config.network, networks);
  const provider = findDataset(config.dataset);
  if (provider === undefined) throw unknownName("data set", config.dataset, datasets);

  const choices = await chooseEngines(config.engine, environment);
  const directory = request.dataDirectory;
  const dataset = await provider.load({ directory, signal, report: log });

  const graph = buildGraph(spec, [dataset.train.channels, ...config.inputSize]);
  const { height, width } = dataset.train;
  const program = buildProgram(graph, { height, width });
  const from = request.resume ? await readNewestCheckpoint(runDirectory, program.parameters) : null;
  if (request.resume && from === null) throw nothingToResume(runDirectory);

  log(`Putting the network and ${dataset.title} on the device.`);
  const options = { program, dataset, precision: config.precision };
  const { choice, session } = await openFirst(choices, environment, options, log);
  session.writeParameters(
    from?.parameters ?? initializeParameters(program.parameters, config.seed),
  );
  return { choice, program, dataset, session, from };
}

function nothingToResume(runDirectory: string): UserError {
  return new UserError(
    "There is no run to go on with.",
    `${runDirectory} holds no checkpoint.`,
    "Name the folder of a run that wrote one, or start a new run without resuming.",
  );
}
