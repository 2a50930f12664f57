import type { WorkerPlan } from "./plan/workerPlan.js";
import type { KernelModule, SharedMemory } from "./webAssembly.js";

/** What a worker is started with. */
export interface WorkerStart {
  readonly plan: WorkerPlan;
  readonly memory: SharedMemory;
  readonly module: KernelModule;
}

/** `statistics` and `histograms` train too; `time` does what `train` does before the update; `ask` leaves what is asked for. */
export type Work = "train" | "statistics" | "histograms" | "time" | "evaluate" | "ask";

/**
 * What a worker says when it has done a shard: the milliseconds of each call for `time`, the scores of each example for
 * `evaluate`, and nothing else of others.
 */
export type Answer = Float64Array | Float32Array<ArrayBuffer> | null;

/** A worker's part of a batch. */
export interface Shard {
  readonly work: Work;
  /** The place in the batch of its first example. */
  readonly first: number;
  /** How many of its first examples histograms look at. */
  readonly sampled: number;
  /** The bytes of the images, one behind the other. */
  readonly images: Uint8Array<ArrayBuffer>;
  readonly labels: Int32Array<ArrayBuffer>;
}
