import type { ValueId } from "../../../program/operations.js";
import type { Measuring } from "./compile.js";
import type { Maps } from "./maps.js";
import type { KernelName, meeting } from "./step.js";

/** A call of a kernel with addresses for places. */
export interface Call {
  readonly kernel: KernelName | typeof meeting;
  readonly args: readonly number[];
  readonly isSampling: boolean;
}

export interface Block {
  readonly address: number;
  readonly bytes: number;
}

export interface ShardCalls {
  /** How many examples are taken through it at once: all of the worker's where the workers meet in it. */
  readonly examplesAtOnce: number;
  readonly isWhole: boolean;
  readonly calls: readonly Call[];
  /** Where the scores lie of the examples that were taken through it last; null where they are not told. */
  readonly scores: PlacedMaps | null;
  /** Where the bytes of an example's image are put, and how many there are. */
  readonly images: Block;
  readonly labels: Block;
}

/** All that one worker does, in addresses of the memory that it shares with the others. */
export interface WorkerPlan {
  readonly worker: number;
  readonly workers: number;
  readonly barrier: number;
  /** Where the worker keeps the place in the batch of its first example. */
  readonly place: number;
  readonly gradients: Block;
  readonly results: Block;
  readonly train: ShardCalls;
  readonly statistics: ShardCalls;
  readonly histograms: ShardCalls;
  readonly evaluate: ShardCalls;
  readonly ask: ShardCalls;
  readonly prepare: readonly Call[];
  readonly measurements: { readonly [M in Measuring]: readonly Call[] };
  /** Where the worker adds up squares of its share of the gradients, and how; nothing where none are asked for. */
  readonly squares: Block;
  readonly squareGradients: readonly Call[];
  readonly update: readonly Call[];
}

export interface MemoryPlan {
  readonly pages: number;
  readonly state: number;
  readonly control: number;
  readonly workers: readonly WorkerPlan[];
  /** Where each worker leaves the values that are asked for. */
  readonly asked: readonly ReadonlyMap<ValueId, PlacedMaps>[];
}

/** Maps, of which the first example's first number is at an address. */
export interface PlacedMaps extends Omit<Maps, "place"> {
  readonly address: number;
}
