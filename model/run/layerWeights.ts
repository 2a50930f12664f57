/** What a normalization does to the sums of each channel in use, and has learned; a number a channel each. */
export interface ChannelNormalization {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
  readonly scale: readonly number[];
  readonly shift: readonly number[];
}

/** A layer's weight tensor at a step of the run. */
export interface LayerWeights {
  readonly step: number;
  /** [height, width, in, out] of a convolution, [in, out] of a dense layer. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
  /** Left out where the layer's sums are not normalized. */
  readonly normalization?: ChannelNormalization;
}
