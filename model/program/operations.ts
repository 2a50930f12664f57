import type { Window } from "../network/window.js";
import type { Augmentation } from "./augmentation.js";

/** A value's name: node ids for activations, `ID/weight` for parameters, `gradient/ID` for gradients. */
export type ValueId = string;

export type ElementType = "float32" | "int32" | "uint8";

/**
 * What an operation reads or writes. A `perExample` value has one more leading dimension, the
 * batch, whose length is only known when the program runs. Feature maps are [height, width, channels].
 */
export interface Value {
  readonly id: ValueId;
  readonly shape: readonly number[];
  readonly type: ElementType;
  readonly perExample: boolean;
}

/** The number of dimensions, the batch included. */
export function rankOf({ shape, perExample }: Value): number {
  return shape.length + (perExample ? 1 : 0);
}

interface Unary {
  readonly input: ValueId;
  readonly output: ValueId;
}

/** The numbers of a local response normalization (Krizhevsky et al. 2012, section 3.3). */
export interface LocalResponse {
  /** Channels on each side that are summed over with the own one. */
  readonly radius: number;
  readonly alpha: number;
  readonly beta: number;
  readonly offset: number;
}

/** Operations by kind. Each writes values that no other operation writes, after all it reads. */
export interface OperationKinds {
  /** The rows of a table of the data set that `indices` names. */
  gather: {
    readonly table: "images" | "labels";
    readonly indices: ValueId;
    readonly output: ValueId;
  };
  /** Bytes to float32, times `factor`. */
  scale: Unary & { readonly factor: number };
  /** In a step: each picture changed as `augmentation.ts` says; a gray counts `factor` for each of its 255 steps. */
  augment: Unary &
    Augmentation & { readonly step: ValueId; readonly key: number; readonly factor: number };
  /** Bilinear, with the centers of the pixels aligned. */
  resize: Unary & { readonly height: number; readonly width: number };
  /** Cross-correlation; the weight is [kernel height, kernel width, in, out]. */
  convolution: Unary & { readonly weight: ValueId; readonly window: Window };
  addBias: Unary & { readonly bias: ValueId };
  /**
   * (input − mean) / √(variance + epsilon) · scale + shift of each channel, by the mean and the variance
   * of the batch over all its positions (Ioffe and Szegedy 2015, algorithm 1). The variance that is
   * written is the sample's: the sum of squares over n − 1 instead of n.
   */
  batchNormalize: Unary & {
    readonly scale: ValueId;
    readonly shift: ValueId;
    readonly epsilon: number;
    readonly mean: ValueId;
    readonly variance: ValueId;
  };
  /** The same by a mean and a variance that are given. */
  normalize: Unary & {
    readonly mean: ValueId;
    readonly variance: ValueId;
    readonly scale: ValueId;
    readonly shift: ValueId;
    readonly epsilon: number;
  };
  relu: Unary;
  /** Padding never wins: its value is −∞. */
  maxPool: Unary & { readonly window: Window };
  /** Padding is zeros, which count. */
  averagePool: Unary & { readonly window: Window };
  /** input / (offset + alpha · Σ input²)^beta, where the sum is over `radius` channels on both sides. */
  localResponseNormalize: Unary & LocalResponse;
  /** Every element times `factor`. */
  weigh: Unary & { readonly factor: number };
  /** Each channel times its number of `mask`. */
  mask: Unary & { readonly mask: ValueId };
  /** In a step: input / (1 − share) where `dropoutMask.ts` keeps an element, else 0. Its gradient is the same of the gradient. */
  dropout: Unary & { readonly step: ValueId; readonly key: number; readonly share: number };
  /** The same elements in the shape of the output, which is that of all maps in a row or the inverse. */
  reshape: Unary;
  /** Along the channels. */
  concat: { readonly inputs: readonly ValueId[]; readonly output: ValueId };
  /** Mean over height and width. */
  globalAverage: Unary;
  /** input · weight, or input · weightᵀ. */
  multiply: Unary & { readonly weight: ValueId; readonly transposed: boolean };
  /**
   * Mean softmax cross-entropy over the batch, and `weight` times its gradient for the logits. Of each
   * label the share `smoothing` goes to all classes alike.
   */
  crossEntropy: {
    readonly weight: number;
    readonly logits: ValueId;
    readonly labels: ValueId;
    readonly smoothing: number;
    readonly loss: ValueId;
    readonly gradient: ValueId;
  };
  /** Share of the batch whose largest logit is the label's. */
  accuracy: { readonly logits: ValueId; readonly labels: ValueId; readonly output: ValueId };

  convolutionInputGradient: {
    readonly gradient: ValueId;
    readonly weight: ValueId;
    /** Has the shape of the result. */
    readonly like: ValueId;
    readonly window: Window;
    readonly output: ValueId;
  };
  convolutionWeightGradient: {
    readonly gradient: ValueId;
    readonly input: ValueId;
    readonly window: Window;
    readonly output: ValueId;
  };
  /** Sum over all but the last dimension. */
  biasGradient: Unary;
  /** Of `batchNormalize`, for its input, its scale and its shift; mean and variance are what it wrote. */
  batchNormalizeGradient: {
    readonly gradient: ValueId;
    readonly input: ValueId;
    readonly scale: ValueId;
    readonly mean: ValueId;
    readonly variance: ValueId;
    readonly epsilon: number;
    readonly output: ValueId;
    readonly scaleGradient: ValueId;
    readonly shiftGradient: ValueId;
  };
  /** The gradient where the activation is positive, 0 elsewhere. */
  reluGradient: {
    readonly gradient: ValueId;
    readonly activation: ValueId;
    readonly output: ValueId;
  };
  /** To the first of the largest elements of each window. */
  maxPoolGradient: {
    readonly gradient: ValueId;
    readonly input: ValueId;
    readonly pooled: ValueId;
    readonly window: Window;
    readonly output: ValueId;
  };
  /** Spreads each gradient evenly over its window. */
  averagePoolGradient: {
    readonly gradient: ValueId;
    /** Has the shape of the result. */
    readonly like: ValueId;
    readonly window: Window;
    readonly output: ValueId;
  };
  /** Of `localResponseNormalize`, which wrote `normalized`. */
  localResponseNormalizeGradient: LocalResponse & {
    readonly gradient: ValueId;
    readonly input: ValueId;
    readonly normalized: ValueId;
    readonly output: ValueId;
  };
  /** The inverse of concat. */
  split: { readonly input: ValueId; readonly outputs: readonly ValueId[] };
  /** The sum of values of one shape. */
  sum: { readonly inputs: readonly ValueId[]; readonly output: ValueId };
  /** Spreads each channel's gradient evenly over the grid of `like`. */
  globalAverageGradient: {
    readonly gradient: ValueId;
    readonly like: ValueId;
    readonly output: ValueId;
  };
  /** inputᵀ · gradient, summed over the batch. */
  multiplyWeightGradient: {
    readonly input: ValueId;
    readonly gradient: ValueId;
    readonly output: ValueId;
  };

  /** average += share · (value − average), in place. */
  follow: { readonly average: ValueId; readonly value: ValueId; readonly share: number };
  /**
   * average += max(share, 10 / (step + 9)) · (value − average), in place: a mean over about 1 / share steps,
   * and over no more than a tenth of those that there were. The first step's is the value itself.
   */
  average: {
    readonly average: ValueId;
    readonly value: ValueId;
    readonly step: ValueId;
    readonly share: number;
  };
  /** gradient · min(1, largest / (norm + 10⁻⁶)), where the norm is that of all gradients. */
  clip: {
    readonly gradient: ValueId;
    readonly norm: ValueId;
    readonly largest: number;
    readonly output: ValueId;
  };
  /** gradient + decay · parameter. */
  addDecay: {
    readonly gradient: ValueId;
    readonly parameter: ValueId;
    readonly decay: number;
    readonly output: ValueId;
  };
  /** parameter −= rate · gradient, in place. */
  gradientDescent: {
    readonly parameter: ValueId;
    readonly gradient: ValueId;
    readonly rate: ValueId;
  };
  /**
   * velocity ← momentum · velocity + gradient, then parameter −= rate · velocity, or
   * rate · (gradient + momentum · velocity) for Nesterov's; in place.
   */
  momentumDescent: {
    readonly parameter: ValueId;
    readonly gradient: ValueId;
    readonly velocity: ValueId;
    readonly rate: ValueId;
    readonly momentum: number;
    readonly isNesterov: boolean;
  };
  /**
   * AdamW (Loshchilov and Hutter 2019, algorithm 2), in place: mean and square follow the gradient and
   * its square, and at step t
   * parameter −= rate · (decay · parameter + mean / (1 − beta1ᵗ) / (√(square / (1 − beta2ᵗ)) + epsilon)).
   */
  adamDescent: {
    readonly parameter: ValueId;
    readonly gradient: ValueId;
    readonly mean: ValueId;
    readonly square: ValueId;
    readonly rate: ValueId;
    readonly step: ValueId;
    readonly beta1: number;
    readonly beta2: number;
    readonly epsilon: number;
    readonly decay: number;
  };

  /** `isNonNegative`: nothing in the input is below 0, so that its mean will do. */
  meanAbsolute: Unary & { readonly isNonNegative: boolean };
  meanSquare: Unary;
  /** Share of channels that are 0 at every position of every example. */
  deadShare: Unary;
  /** L2 norm over all elements of all inputs. */
  norm: { readonly inputs: readonly ValueId[]; readonly output: ValueId };
  /**
   * Shares of the elements in the bins of `run/histogramBins.ts`; of a value per example, those of
   * the first `examples` examples alone.
   */
  histogram: Unary & { readonly examples: number };
}

export type OperationKind = keyof OperationKinds;
export type OperationOf<K extends OperationKind> = { readonly kind: K } & OperationKinds[K];
export type Operation = { [K in OperationKind]: OperationOf<K> }[OperationKind];
