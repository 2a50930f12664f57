import type { WorkerPlan } from "./plan/memory.js";
import type { KernelModule, SharedMemory } from "./webAssembly.js";

/** What a worker is started with. */
export interface WorkerStart {
  readonly plan: WorkerPlan;
  readonly memory: SharedMemory;
  readonly module: KernelModule;
}

/** `statistics` and `histograms` train too. */
export type Work = "train" | "statistics" | "histograms" | "evaluate";

/** A worker's part of a batch; the worker answers with an empty message when it is done. */
export interface Shard {
  readonly work: Work;
  /** How many of its first examples histograms look at. */
  readonly sampled: number;
  /** The bytes of the images, one behind the other. */
  readonly images: Uint8Array<ArrayBuffer>;
  readonly labels: Int32Array<ArrayBuffer>;
}
