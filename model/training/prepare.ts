import type { Dataset } from "../data/dataset.js";
import { chooseEngines, openFirst, type ChosenEngine } from "../engine/choose.js";
import type { Environment, Session } from "../engine/engine.js";
import type { TrainingProgram } from "../program/program.js";
import type { SettledConfig } from "../run/config.js";
import { sizeAt, type ImageSize } from "../run/imageSizes.js";
import type { CostedSpan } from "../run/spanLengths.js";
import { countSteps } from "../run/runLength.js";
import type { RunTask } from "../run/runRequest.js";
import type { Checkpoint } from "../folder/checkpointFile.js";
import type { Paces } from "../folder/paces.js";
import { choosePrecision } from "./choosePrecision.js";
import { findProvider, loadDataset } from "./loadDataset.js";
import { initialState } from "./initialize.js";
import { memoryHere } from "../host/memory.js";
import { requireMemory } from "./requireMemory.js";
import { requireNetwork } from "./requireNetwork.js";
import { SizedPrograms } from "./sizedPrograms.js";
import type { Placed } from "./trainingDevice.js";
import { readNewestCheckpoint } from "../folder/readCheckpoint.js";
import { type Message, says } from "../messages/message.js";

/** All that a run needs to begin; its session holds the weights to begin with, and is to be closed. */
export interface PreparedRun {
  /** As it was asked for, with the precision that it is computed in. */
  readonly config: SettledConfig;
  readonly choice: ChosenEngine;
  readonly program: TrainingProgram;
  readonly dataset: Dataset;
  readonly session: Session;
  /** Of its images where it begins or goes on, and of all its steps. */
  readonly size: ImageSize;
  readonly spans: readonly CostedSpan[];
  /** Puts it on the device for images of another size, without a state; the session before is to be closed first. */
  readonly place: (size: ImageSize) => Promise<Placed>;
  /** Where it goes on from; null for a new run, and for one that has no checkpoint yet. */
  readonly from: Checkpoint | null;
  /** What was wrong with newer checkpoints, in place of which `from` is used. */
  readonly passedOver: readonly Message[];
}

export interface PreparationSurroundings {
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Told what is being done, as it is done. */
  readonly log: (message: Message) => void;
  /** May refuse the data by throwing, before anything is put on the device. */
  readonly onData?: (dataset: Dataset) => void;
  /** Where trials of precisions are remembered; nowhere if left out. */
  readonly paces?: Paces | undefined;
}

/**
 * Finds engine and data and puts the network on the device; throws a UserError where one is missing,
 * and the signal's reason where it is aborted meanwhile.
 */
export async function prepareRun(
  request: Omit<RunTask, "runId">,
  { signal, log, onData, paces, ...surroundings }: PreparationSurroundings,
): Promise<PreparedRun> {
  const environment = { ...surroundings.environment, signal, log };
  const { config } = request;
  requireNetwork(config);
  findProvider(config);
  log(says("Looking for the engines of this machine"));
  const choices = await chooseEngines(config.engine, environment);
  const dataset = await loadDataset(config, request.dataDirectory, { signal, log });
  onData?.(dataset);
  const { stepsPerEpoch } = countSteps(config, dataset.train.count);
  const [choice] = choices;
  const chosen = await choosePrecision(config, { choice, environment, dataset, paces, log });
  if (chosen.reason !== null) log(chosen.reason);
  const placing = { ...request, config: chosen.config, stepsPerEpoch };
  return putOnDevice(placing, { choices, dataset, environment, log });
}

interface Placing extends Pick<RunTask, "runDirectory" | "resume"> {
  readonly config: SettledConfig;
  readonly stepsPerEpoch: number;
}

async function putOnDevice(
  { config, runDirectory, resume, ...run }: Placing,
  {
    choices,
    dataset,
    environment,
    log,
  }: Omit<PreparationSurroundings, "signal"> & {
    readonly choices: Awaited<ReturnType<typeof chooseEngines>>;
    readonly dataset: Dataset;
  },
): Promise<PreparedRun> {
  const { batchSize, precision } = config;
  const programs = new SizedPrograms(config, dataset);
  const whole = programs.at(config.inputSize);
  const spans = programs.spans();
  // A device of its own has its own memory, which only its engine knows.
  if (choices[0].report.deviceKind === "cpu") {
    requireMemory(whole, batchSize, { memory: memoryHere(), log });
  }
  const passedOver: Message[] = [];
  const passOver = (message: Message): void => void passedOver.push(message);
  const from = resume
    ? await readNewestCheckpoint(runDirectory, whole.state, { ...run, passOver })
    : null;

  log(says("Putting the network and {0} on the device.", dataset.title));
  const size = sizeAt(spans, from?.progress.step ?? 0) ?? config.inputSize;
  const program = programs.at(size);
  const options = { program, dataset, precision, batchSize };
  const { choice, session } = await openFirst(choices, environment, options, log);
  const place = async (next: ImageSize): Promise<Placed> => {
    const resized = { ...options, program: programs.at(next) };
    const opened = await openFirst([choice], environment, resized, log);
    const evaluationBatch = choice.engine.evaluationBatch(resized);
    return { program: resized.program, session: opened.session, evaluationBatch, size: next };
  };
  session.writeState(from?.state ?? initialState(program.state, config.seed));
  return { config, choice, program, dataset, session, size, spans, place, from, passedOver };
}
