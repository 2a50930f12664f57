import { datasets, findDataset } from "../data/index.js";
import type { Dataset } from "../data/dataset.js";
import { chooseEngine, type EngineChoice } from "../engine/choose.js";
import type { Environment, Session } from "../engine/engine.js";
import { buildGraph, type NetworkGraph } from "../network/graph.js";
import { findNetwork, networks } from "../network/index.js";
import { buildProgram } from "../program/build.js";
import type { TrainingProgram } from "../program/program.js";
import type { RunEvent } from "../run/events.js";
import { UserError } from "../run/userError.js";
import type { RunRequest } from "../trainer/protocol.js";
import { readNewestCheckpoint, type Checkpoint } from "./checkpoint.js";
import type { RunControl } from "./control.js";
import { failureEvent } from "./failure.js";
import { initializeParameters } from "./initialize.js";
import { RunRecord } from "./runRecord.js";
import { unknownName } from "../run/unknownName.js";
import { countSteps, noProgress, train } from "./train.js";

export interface RunSurroundings {
  readonly environment: Environment;
  readonly control: RunControl;
  /** Called with every event, after it was written to the run's folder. */
  readonly onEvent: (event: RunEvent) => void;
}

/** Runs a request to its end and records it in its folder. Ends with `finished` or `failed`; never rejects. */
export async function runTraining(
  request: RunRequest,
  surroundings: RunSurroundings,
): Promise<void> {
  const { control, onEvent } = surroundings;
  let record: RunRecord | null = null;
  let step = 0;
  let checkpoint: string | null = null;
  const emit = (event: RunEvent): void => {
    if (event.kind === "step") step = event.step;
    if (event.kind === "checkpoint") checkpoint = event.file;
    record?.append(event);
    onEvent(event);
  };
  const emitFailure = (error: unknown): void => {
    emit(failureEvent(error, { step, checkpoint }));
  };
  try {
    record = RunRecord.open(request.runDirectory, request.resume);
    for await (const event of runEvents(request, surroundings.environment, control, record)) {
      emit(event);
    }
  } catch (error) {
    emitFailure(error);
  } finally {
    record?.close();
  }
}

async function* runEvents(
  request: RunRequest,
  environment: Environment,
  control: RunControl,
  record: RunRecord,
): AsyncGenerator<RunEvent, void, void> {
  const { config, runDirectory } = request;
  const spec = findNetwork(config.network);
  if (spec === undefined) throw unknownName("network", config.network, networks);
  const provider = findDataset(config.dataset);
  if (provider === undefined) throw unknownName("data set", config.dataset, datasets);

  yield logEvent(`Looking for an engine.`);
  const choice = await chooseEngine(config.engine, environment);
  yield logEvent(`${choice.report.title} ${choice.report.version} on ${choice.report.device}.`);
  const messages: string[] = [];
  const dataset = await provider.load({
    directory: request.dataDirectory,
    signal: control.signal,
    report: (message) => messages.push(message),
  });
  yield* messages.map(logEvent);
  yield logEvent(`${dataset.title} from ${dataset.source}.`);

  const graph = buildGraph(spec, [dataset.train.channels, ...config.inputSize]);
  const { height, width } = dataset.train;
  const program = buildProgram(graph, { height, width });
  const from = request.resume ? await readNewestCheckpoint(runDirectory, program.parameters) : null;
  if (request.resume && from === null) throw nothingToResume(runDirectory);

  const { engine } = choice;
  const session = await engine.open(environment, { program, dataset, precision: config.precision });
  try {
    session.writeParameters(
      from?.parameters ?? initializeParameters(program.parameters, config.seed),
    );
    const started = startedEvent(request, choice, dataset, graph, from);
    record.writeConfig(started, dataset.checksums);
    yield started;
    yield* train(trainingOptions(request, { session, program, dataset, from, control, choice }));
  } finally {
    session.close();
  }
}

interface Prepared {
  readonly session: Session;
  readonly program: TrainingProgram;
  readonly dataset: Dataset;
  readonly from: Checkpoint | null;
  readonly control: RunControl;
  readonly choice: EngineChoice;
}

function trainingOptions(
  { config, runDirectory }: RunRequest,
  { session, program, dataset, from, control, choice }: Prepared,
): Parameters<typeof train>[0] {
  return {
    config,
    graph: program.graph,
    parameters: program.parameters,
    dataset,
    session,
    evaluationBatch: choice.engine.evaluationBatch,
    progress: from?.progress ?? noProgress,
    runDirectory,
    control,
  };
}

function startedEvent(
  { config, runId }: RunRequest,
  { engine, report, reason }: EngineChoice,
  dataset: Dataset,
  graph: NetworkGraph,
  from: Checkpoint | null,
): Extract<RunEvent, { kind: "started" }> {
  return {
    kind: "started",
    time: Date.now(),
    runId,
    config,
    engine: {
      id: engine.id,
      title: engine.title,
      version: report.version,
      device: report.device,
      reason,
    },
    dataset: {
      id: dataset.id,
      title: dataset.title,
      source: dataset.source,
      trainExamples: dataset.train.count,
      testExamples: dataset.test.count,
      classNames: [...dataset.classNames],
    },
    parameters: graph.parameters,
    ...countSteps(config, dataset.train.count),
    resumedFrom: from?.progress.step ?? 0,
  };
}

function logEvent(message: string): RunEvent {
  return { kind: "log", time: Date.now(), level: "info", message };
}

function nothingToResume(runDirectory: string): UserError {
  return new UserError(
    "There is no run to go on with.",
    `${runDirectory} holds no checkpoint.`,
    "Name the folder of a run that wrote one, or start a new run without resuming.",
  );
}
