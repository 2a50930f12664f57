import type { Dataset } from "../data/dataset.js";
import type { RunConfig } from "../run/config.js";
import type { NodeStatistics } from "../run/events.js";
import type { NodeId } from "../network/spec.js";
import type { TrainingProgram } from "../program/program.js";
import type { ValueId } from "../program/operations.js";
import type { EngineReport } from "../trainer/protocol.js";

/** What an engine may use of its surroundings. */
export interface Environment {
  /** The folder that holds `dist`: a checkout or an installed extension. */
  readonly rootDirectory: string;
  /** The Python to use; empty for the one on PATH. */
  readonly python: string;
}

export interface SessionOptions {
  readonly program: TrainingProgram;
  readonly dataset: Dataset;
  readonly precision: RunConfig["precision"];
}

/** Means over the batch. */
export interface StepResult {
  readonly loss: number;
  readonly accuracy: number;
}

export type LayerStatistics = ReadonlyMap<NodeId, NodeStatistics>;

/** A network on a device with its data set. Examples are named by their index. */
export interface Session {
  /** Parameter tensors by id, whole. */
  readParameters(): ReadonlyMap<ValueId, Float32Array>;
  writeParameters(parameters: ReadonlyMap<ValueId, Float32Array>): void;
  /** One update on a batch of the training set; the loss is the one before the update. */
  step(indices: Int32Array, rate: number): Promise<StepResult>;
  /** The same step, and what every layer measured in it. */
  stepWithStatistics(
    indices: Int32Array,
    rate: number,
  ): Promise<StepResult & { readonly statistics: LayerStatistics }>;
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
