import type { AugmentationKind } from "./augmentation.js";
import type { Initialization } from "./initialization.js";

/** How a step's gradients become a step of the parameters. */
export type Optimizer =
  | { readonly kind: "sgd" }
  | {
      readonly kind: "momentum";
      readonly momentum: number;
      /** Whether the gradient is followed once more behind the velocity (Sutskever et al. 2013, section 2). */
      readonly isNesterov: boolean;
    }
  | {
      readonly kind: "adamw";
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };

/** What training adds to a network: it decides a program's update, and what of its loss a step sees. */
export interface Recipe {
  readonly optimizer: Optimizer;
  /**
   * The share of a weight that its gradient gains; AdamW takes it off the weight itself (Loshchilov and
   * Hutter 2019). Biases have none.
   */
  readonly weightDecay: number;
  /** The share of a label that goes to all classes alike (Szegedy et al. 2016, section 7); an evaluation has none. */
  readonly labelSmoothing: number;
  /** The largest L2 norm of all gradients together; larger ones are scaled down to it. Null for no limit. */
  readonly clipNorm: number | null;
  /** What a step does to its pictures; an evaluation takes them as they are. */
  readonly augmentation: readonly AugmentationKind[];
  /** About how many of the last steps the mean of the weights is of, which an evaluation takes; null for the weights themselves. */
  readonly averageOver: number | null;
  readonly initialization: Initialization;
}

/** The published ones (Kingma and Ba 2015, algorithm 1). */
export const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** The chapter's. */
export const plainDescent: Recipe = {
  optimizer: { kind: "sgd" },
  weightDecay: 0,
  labelSmoothing: 0,
  clipNorm: null,
  augmentation: [],
  averageOver: null,
  initialization: "xavier",
};
