import type { Dataset, Examples } from "../data/dataset.js";
import type { Precision } from "../run/config.js";
import type { MachineSettings } from "../machine/machineSettings.js";
import type { TrainingProgram } from "../program/program.js";
import type { ValueId } from "../program/operations.js";
import type { EngineReport } from "../machine/engineReport.js";
import type { TrainingState } from "../program/state.js";
import type { LayerHistograms, LayerStatistics, Measurement } from "./measurements.js";
import type { Message } from "../messages/message.js";

/** What an engine may use of its surroundings. */
export interface Environment {
  /** The folder that holds `dist`: a checkout or an installed extension. */
  readonly rootDirectory: string;
  /** The Python to use; empty for the one on PATH. */
  readonly python: string;
  readonly machine: MachineSettings;
  /** Ends the search for what an engine needs, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told what is being done, as it is done. */
  readonly log?: (message: Message) => void;
}

export interface SessionOptions {
  readonly program: TrainingProgram;
  readonly dataset: Dataset;
  readonly precision: Precision;
  /** Examples of most steps, for what is arranged once; other batches may follow. */
  readonly batchSize: number;
}

/** Means over the batch. */
export interface StepResult {
  readonly loss: number;
  readonly accuracy: number;
}

/** What an evaluation makes of a batch. */
export interface EvaluatedBatch extends StepResult {
  /** The network's own scores (`scoresOf`), [examples, classes]. */
  readonly scores: Float32Array;
}

/** What a step is given besides its batch. */
export interface StepInput {
  /** The learning rate. */
  readonly rate: number;
  /** Its number in the run, from 1. */
  readonly step: number;
}

/** Null for what was not asked for. */
export interface MeasuredStep extends StepResult {
  readonly statistics: LayerStatistics | null;
  readonly histograms: LayerHistograms | null;
}

/** Milliseconds by a value that the timed operations write. Operations of one layer may be timed together. */
export type OperationTimes = ReadonlyMap<ValueId, number>;

/**
 * A network on a device with its data set. Examples are named by their index in the training or the
 * test set, which is not checked. One call at a time: the next when the one before is settled; none
 * after `close`. What fails on the device (memory, a lost GPU, a worker that stopped) rejects with a
 * UserError that says what to do; a wrong call throws or rejects with a plain Error and changes nothing.
 */
export interface Session {
  /** What it computes on, with the threads that it really uses; left out where it is as reported. */
  readonly deviceSaid?: Message;
  /** Copies of all that the next step depends on. */
  readState(): Promise<TrainingState>;
  /**
   * Goes on from copies of this; throws where a tensor is missing or not of its shape's length. A loss
   * scale is without effect where none is used, and goes on as it is where none is given.
   */
  writeState(state: TrainingState): void;
  /** Copies of tensors of the state by id; rejects where the program has none of a name. */
  readTensors(ids: readonly ValueId[]): Promise<ReadonlyMap<ValueId, Float32Array>>;
  /**
   * One update by the program's recipe on a batch of the training set. The loss, and what is measured
   * (nothing unless asked for), are those before the update. A loss that is no longer a number is a
   * result, and no error.
   */
  step(indices: Int32Array, input: StepInput, measurement?: Measurement): Promise<MeasuredStep>;
  /**
   * How long the forward and backward operations take, one after the other, on a batch of the
   * training set; changes nothing, and costs about a step. Rejects where the device cannot tell.
   */
  timeLayers(indices: Int32Array): Promise<OperationTimes>;
  /** On a batch of the test set; changes nothing. */
  evaluate(indices: Int32Array): Promise<EvaluatedBatch>;
  /**
   * What the program is asked for (`asked`) of given images, at most `batchSize` of them; changes
   * nothing. Of each value an array of the shape [images, ...value], the last dimension the fastest.
   */
  ask(images: Examples): Promise<ReadonlyMap<ValueId, Float32Array>>;
  /** Frees what it holds on the device; to be called once. */
  close(): void;
}

/** A way to run a program; one a folder, listed in `index.ts`. */
export interface Engine {
  readonly id: string;
  readonly title: string;
  /**
   * Examples that an evaluation takes at once: so many that it is fast, and needs no more memory than
   * a training step or the engine itself; so few that a run which is to stop in an evaluation does so
   * within seconds.
   */
  evaluationBatch(training: Pick<SessionOptions, "program" | "batchSize">): number;
  /** Whether it can be used here, without installing anything. */
  report(environment: Environment): Promise<EngineReport>;
  /** Makes what `open` would have to make first; left out where there is nothing. Throws a UserError. */
  makeReady?(environment: Environment): Promise<void>;
  /**
   * A session whose state is to be written before anything else is asked of it. Throws a
   * UserError where the engine cannot be used, and then leaves nothing on the device.
   */
  open(environment: Environment, options: SessionOptions): Promise<Session>;
  /** Multiply-adds a second of one large float32 matrix product: what the machine could do. */
  measureMatrixMultiply?(environment: Environment): Promise<number>;
}
