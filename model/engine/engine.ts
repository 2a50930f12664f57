import type { Dataset } from "../data/dataset.js";
import type { RunConfig } from "../run/config.js";
import type { MachineSettings } from "../run/machine.js";
import type { TrainingProgram } from "../program/program.js";
import type { ValueId } from "../program/operations.js";
import type { EngineReport } from "../trainer/protocol.js";
import type { LayerHistograms, LayerStatistics, Measurement } from "./measurements.js";

/** What an engine may use of its surroundings. */
export interface Environment {
  /** The folder that holds `dist`: a checkout or an installed extension. */
  readonly rootDirectory: string;
  /** The Python to use; empty for the one on PATH. */
  readonly python: string;
  readonly machine: MachineSettings;
}

export interface SessionOptions {
  readonly program: TrainingProgram;
  readonly dataset: Dataset;
  readonly precision: RunConfig["precision"];
  /** Examples of most steps, for what is arranged once; other batches may follow. */
  readonly batchSize: number;
}

/** Means over the batch. */
export interface StepResult {
  readonly loss: number;
  readonly accuracy: number;
}

/** Null for what was not asked for. */
export interface MeasuredStep extends StepResult {
  readonly statistics: LayerStatistics | null;
  readonly histograms: LayerHistograms | null;
}

/** Milliseconds by a value that the timed operations write. Operations of one layer may be timed together. */
export type OperationTimes = ReadonlyMap<ValueId, number>;

/** A network on a device with its data set. Examples are named by their index. */
export interface Session {
  /** Copies of the parameters by id, whole: all of them, or those that are named. */
  readParameters(ids?: readonly ValueId[]): Promise<ReadonlyMap<ValueId, Float32Array>>;
  writeParameters(parameters: ReadonlyMap<ValueId, Float32Array>): void;
  /**
   * One update on a batch of the training set; the loss, and what is measured (nothing unless asked
   * for), are those before the update.
   */
  step(indices: Int32Array, rate: number, measurement?: Measurement): Promise<MeasuredStep>;
  /**
   * How long the forward and backward operations take, one after the other, on a batch of the
   * training set; changes nothing, and costs about a step. Rejects where the device cannot tell.
   */
  timeLayers(indices: Int32Array): Promise<OperationTimes>;
  /** On a batch of the test set; changes nothing. */
  evaluate(indices: Int32Array): Promise<StepResult>;
  close(): void;
}

/** A way to run a program; one a folder, listed in `index.ts`. */
export interface Engine {
  readonly id: string;
  readonly title: string;
  /** Examples that an evaluation takes at once. */
  readonly evaluationBatch: number;
  /** Whether it can be used here, without installing anything. */
  report(environment: Environment): Promise<EngineReport>;
  /** Throws a UserError where the engine cannot be used. */
  open(environment: Environment, options: SessionOptions): Promise<Session>;
  /** Multiply-adds a second of one large float32 matrix product: what the machine could do. */
  measureMatrixMultiply?(environment: Environment): Promise<number>;
}
