import type { NodeId } from "../network/spec.js";

export interface WeightsRequest {
  /** The run whose weights are read, by its folder. */
  readonly runDirectory: string;
  readonly nodeId: NodeId;
}

/** A layer's weight tensor at a step of the run. */
export interface LayerWeights {
  readonly step: number;
  /** [height, width, in, out] of a convolution, [in, out] of a dense layer. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}
