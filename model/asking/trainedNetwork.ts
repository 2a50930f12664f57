import type { Dataset, Examples } from "../data/dataset.js";
import { chooseEngines, openFirst, type ChosenEngine } from "../engine/choose.js";
import type { Environment, Session } from "../engine/engine.js";
import { requireCheckpoint } from "../folder/checkpoint.js";
import { readNewestCheckpoint } from "../folder/readCheckpoint.js";
import type { RecordedRun } from "../folder/runRecord.js";
import { type Message, says } from "../messages/message.js";
import type { NetworkGraph } from "../network/graph.js";
import { mutablePlaces, type MutedPart } from "../network/mutable.js";
import type { NodeId } from "../network/spec.js";
import { scoresOf } from "../network/scores.js";
import { withoutNormalization } from "../network/withoutNormalization.js";
import { askedProgram } from "../program/askedProgram.js";
import { averaged } from "../program/averages.js";
import { buildProgram } from "../program/build.js";
import { foldNormalization } from "../program/foldNormalization.js";
import { withMasks } from "../program/withMasks.js";
import { usedTensors } from "../program/usedTensors.js";
import type { ValueId } from "../program/operations.js";
import { weighingName, withGradients } from "../program/withGradients.js";
import { withMuted } from "../program/withMuted.js";
import type { TrainingProgram } from "../program/program.js";
import type { TrainingState } from "../program/state.js";
import { sizeAt, sizeSpans, type ImageSize } from "../run/imageSizes.js";
import { countSteps } from "../run/runLength.js";
import type { PausedRun } from "../training/betweenSteps.js";
import { recipeOf } from "../training/recipeOf.js";
import { requireClasses } from "../training/requireClasses.js";
import { requireGraph } from "../training/requireGraph.js";
import { specToTrain } from "../training/specToTrain.js";
import { masksOf } from "./mutedParts.js";

/** A network as a run has trained it, in the form in which it is used. */
export interface TrainedNetwork {
  /** Without normalizations, for images of the size that the run has come to. */
  readonly graph: NetworkGraph;
  readonly tensors: TrainingState["tensors"];
  /** The same as it was learned, with its normalizations. */
  readonly learned: { readonly graph: NetworkGraph; readonly tensors: TrainingState["tensors"] };
  /** The steps that its weights have taken. */
  readonly step: number;
}

/**
 * Reads the newest checkpoint of a run that is whole, and tells its file's name; where the run keeps a mean
 * of its last weights, these are it, as in the run's own evaluations. Throws a UserError where there is none.
 */
export async function readTrained(
  runDirectory: string,
  record: RecordedRun,
  passOver: (message: Message) => void,
): Promise<TrainedNetwork & { readonly file: string }> {
  requireClasses(record.config, record.data);
  await requireCheckpoint(runDirectory);
  const trained = graphAt(record, record.config.inputSize);
  // The state is the same whatever the size of the images.
  const { state } = buildProgram(trained, { height: 1, width: 1 }, recipeOf(record.config));
  const checkpoint = await readNewestCheckpoint(runDirectory, state, { passOver });
  if (checkpoint === null) throw new Error(`${runDirectory} has lost its checkpoints.`);
  const { file, progress } = checkpoint;
  const { tensors } = averaged(checkpoint.state) ?? checkpoint.state;
  return { ...inUse(record, { trained, tensors, step: progress.step }), file };
}

/** The network of a run at work, as `readTrained` would find it in a checkpoint of this step. */
export async function trainedNow(
  record: RecordedRun,
  { session, state, step }: PausedRun,
): Promise<TrainedNetwork> {
  const trained = graphAt(record, record.config.inputSize);
  const used = usedTensors(state);
  const read = await session.readTensors(used.map(({ source }) => source));
  const tensors = new Map(
    used.map(({ id, source }) => {
      const values = read.get(source);
      if (values === undefined) throw new Error(`The engine did not read ${source}.`);
      return [id, values];
    }),
  );
  return inUse(record, { trained, tensors, step });
}

/** The network that a record tells of, for images of this size. */
export function graphAt({ config, data }: RecordedRun, inputSize: ImageSize): NetworkGraph {
  const { channels, classNames } = data;
  const spec = specToTrain({ ...config, inputSize }, { train: { channels }, classNames });
  return requireGraph(spec, spec.input);
}

/** What is trained as it is used: without normalizations, at the size that the run had come to. */
export function inUse(
  record: RecordedRun,
  {
    trained,
    tensors,
    step,
  }: Pick<TrainedNetwork, "tensors" | "step"> & { readonly trained: NetworkGraph },
): TrainedNetwork {
  const reached = graphAt(record, sizeReached(record.config, record.data, step));
  const spec = withoutNormalization(reached.spec);
  return {
    graph: requireGraph(spec, spec.input),
    tensors: foldNormalization(trained, tensors),
    learned: { graph: trained, tensors },
    step,
  };
}

/** Records of before do not tell how many examples there are to train on: then it is the last size. */
function sizeReached(
  config: RecordedRun["config"],
  { trainExamples }: RecordedRun["data"],
  step: number,
): ImageSize {
  if (trainExamples === undefined) return config.inputSize;
  const { stepsPerEpoch } = countSteps(config, trainExamples);
  return sizeAt(sizeSpans(config, stepsPerEpoch * config.epochs), step) ?? config.inputSize;
}

/** What is asked of a network, and of how large images. */
export interface Asked {
  readonly values: readonly NodeId[];
  /** Nodes whose output is to be zeros, each for a scores' value of its own (`mutedName`); none if left out. */
  readonly muted?: readonly NodeId[];
  /** Whether parts of it can be muted while it is open; not if left out. */
  readonly hasMasks?: boolean;
  /** Values for which the gradients of a class's score are told (`slopeName`), once it is said of which (`writeWeights`). */
  readonly slopesFor?: readonly ValueId[];
  readonly images: Pick<Examples, "height" | "width" | "channels">;
  /** Images at most at once. */
  readonly atOnce: number;
}

/** A network on a device; to be closed. */
export interface OpenNetwork {
  readonly choice: ChosenEngine;
  readonly session: Pick<Session, "ask" | "writeState" | "close">;
}

interface Place {
  /** Its id, or `auto`. */
  readonly engine: string;
  readonly environment: Environment;
  readonly log: (message: Message) => void;
}

/** Puts a trained network on an engine, in float32. Throws a UserError where that cannot be. */
export async function openTrained(
  { graph, tensors }: TrainedNetwork,
  { values, muted = [], hasMasks = false, slopesFor = [], images, atOnce }: Asked,
  place: Place,
): Promise<OpenNetwork> {
  const plain = askedProgram(graph, images, values);
  const whole = hasMasks
    ? withMasks(plain, mutablePlaces(graph))
    : withMuted(plain, scoresOf(graph), muted);
  const program = slopesFor.length === 0 ? whole : withGradients(whole, scoresOf(graph), slopesFor);
  const open = await openProgram(program, { images, atOnce }, place);
  writeWeights(open.session, { graph, tensors });
  return open;
}

/** Puts what is asked of a network on an engine; its weights are to be written. Throws as `openTrained`. */
export async function openProgram(
  program: TrainingProgram,
  { images, atOnce }: Pick<Asked, "images" | "atOnce">,
  { engine, environment, log }: Place,
): Promise<OpenNetwork> {
  const choices = await chooseEngines(engine, environment);
  log(says("Putting the network on the device."));
  const dataset = withoutExamples(images);
  const options = { program, dataset, precision: "float32", batchSize: atOnce } as const;
  return openFirst(choices, environment, options, log);
}

interface Use {
  /** Parts that it is without; none if left out. */
  readonly muted?: readonly MutedPart[];
  /** How much each class counts in the score whose gradients are told; nothing if left out. */
  readonly weighing?: Float32Array;
}

/** Goes on with these weights, used so. Throws as `masksOf`. */
export function writeWeights(
  session: Pick<Session, "writeState">,
  { graph, tensors }: Pick<TrainedNetwork, "graph" | "tensors">,
  { muted = [], weighing = new Float32Array(graph.spec.classes) }: Use = {},
): void {
  const score = [weighingName(scoresOf(graph)), weighing] as const;
  const all = new Map([...tensors, ...masksOf(graph, muted), score]);
  session.writeState({ tensors: all, lossScale: null });
}

/** Stands for the data set of a session that is given all its images: one black image, since no table is empty. */
function withoutExamples(shape: Asked["images"]): Dataset {
  const { height, width, channels } = shape;
  const images = new Uint8Array(height * width * channels);
  const one = { ...shape, count: 1, images, labels: new Uint8Array(1) };
  const texts = { id: "none", title: "", source: "" };
  return { ...texts, classNames: [], train: one, test: one, checksums: {} };
}
