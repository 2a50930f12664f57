/** Memory in a worker's arena; what it holds lives from the first step that names it to the last. */
export interface Slot {
  readonly bytesPerExample: number;
  readonly fixedBytes: number;
}

/**
 * Memory outside the arena. Each worker has its own `gradients`, `normalizations`, `results` and
 * `temporary`, and `place`, which holds the place in the batch of the first example that is taken through;
 * `state` (the parameters in front), `transposed` (weights as the gradients of inputs need them), `filters` (both of these
 * transformed), `control`, `squares` (a sum of each worker's share of the gradients) and
 * `allGradients` and `allNormalizations` (those of the first worker, with the others' behind them)
 * are shared.
 */
export type Space =
  | "state"
  | "transposed"
  | "filters"
  | "gradients"
  | "allGradients"
  | "results"
  | "temporary"
  | "place"
  | "squares"
  | "normalizations"
  | "allNormalizations"
  | "control";

/** A place in memory, in bytes from the start of a slot or a space. */
export type Address =
  | { readonly slot: Slot; readonly offset: number }
  | { readonly space: Space; readonly offset: number };

/** Bits of the `mode` in which kernels store their results: through ReLU; added to what is there. */
export const rectify = 1;
export const accumulate = 2;

/** An argument that is known when the memory is laid out. */
export const workerCount = { count: "workers" } as const;

export type Argument = number | Address | typeof workerCount;

export const kernelNames = [
  "addAverageGradient",
  "addAveragePoolGradient",
  "addColumnSums",
  "addMagnitudes",
  "addMaxPoolGradient",
  "addNormalGradients",
  "addSquares",
  "addTileGradients",
  "addWeightGradient",
  "augmentMaps",
  "averageFloats",
  "averageMaps",
  "averagePool",
  "clearBorder",
  "clearMaps",
  "clipFactor",
  "combineMaps",
  "combineMoments",
  "copyMaps",
  "countBins",
  "countBinsOfMaps",
  "countHits",
  "crossEntropy",
  "descend",
  "descendByAdam",
  "descendWithMomentum",
  "factorsOfGradient",
  "factorsOfNormalization",
  "follow",
  "dropMaps",
  "gateMaps",
  "localResponseGradient",
  "localResponseMaps",
  "markAlive",
  "maskMaps",
  "maxPool",
  "momentsOfMaps",
  "multiplyPatches",
  "multiplyTiles",
  "positions",
  "resizeMaps",
  "scaleBytes",
  "scaleMaps",
  "sumGradients",
  "transformWeights",
  "transposeWeights",
  "weighMaps",
] as const;

export type KernelName = (typeof kernelNames)[number];

/** In the place of a kernel: every worker waits here until all have come so far. */
export const meeting = "meeting";

/** One call of a kernel; kernels that work on examples take their number before these arguments. */
export interface Step {
  readonly kernel: KernelName | typeof meeting;
  readonly args: readonly Argument[];
  /** Whether it looks at the first examples of the batch alone, as histograms do. */
  readonly isSampling?: boolean;
  /** What it reads or writes by addresses in tables, so that no argument names it. */
  readonly reached?: readonly Address[];
}

export function isAddress(argument: Argument): argument is Address {
  return typeof argument === "object" && argument !== workerCount;
}

export function moved(place: Address, bytes: number): Address {
  return { ...place, offset: place.offset + bytes };
}
