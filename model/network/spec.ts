import type { Phrase } from "../messages/message.js";

/** A node's path in the network, for example `b3/3a/path2/conv3x3`: the same in spec, tensors, checkpoints and SVG. */
export type NodeId = string;

/** [channels, height, width] of feature maps, or [features] after the global pool. */
export type Shape = readonly number[];

/** What the height and the width have each for itself. */
export type PerAxis = readonly [height: number, width: number];

/** How an author writes a window: one number stands for both axes. It is read by `windowOf` alone. */
export interface WindowSpec {
  readonly kernel: number | PerAxis;
  readonly stride: number | PerAxis;
  readonly padding: number | PerAxis;
}

/** What a layer's sums go through before they are its output. */
export type Activation = "relu" | "none";

/** `batch`: each channel to mean 0 and variance 1 over the batch, then scaled and shifted (Ioffe and Szegedy 2015). */
export type Normalization = "batch";

export interface ConvolutionSpec extends WindowSpec {
  readonly kind: "convolution";
  readonly name: string;
  readonly filters: number;
  /** Of its sums, before the activation; none if left out. */
  readonly normalization?: Normalization;
  /** A ReLU if left out, as everywhere in the chapter; read by `activationOf` alone. */
  readonly activation?: Activation;
  /** It has one if left out; read by `hasBias` alone. */
  readonly bias?: boolean;
}

export interface MaxPoolSpec extends WindowSpec {
  readonly kind: "maxPool";
  readonly name: string;
}

/** The mean of each window; padding counts as zeros in it, as in PyTorch where nothing else is said. */
export interface AveragePoolSpec extends WindowSpec {
  readonly kind: "averagePool";
  readonly name: string;
}

/**
 * Each number over a power of a sum of squares of the channels beside it at its position,
 * input / (offset + alpha · Σ input²)^beta (Krizhevsky et al. 2012, section 3.3). The sum is taken as it
 * is; PyTorch and Caffe divide their alpha by the number of channels in it.
 */
export interface LocalResponseNormalizationSpec {
  readonly kind: "localResponseNormalization";
  readonly name: string;
  /** Channels in a sum, the own one in the middle: odd. Those beyond the first and last are left out. */
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  /** The paper's k. */
  readonly offset: number;
}

export interface GlobalAveragePoolSpec {
  readonly kind: "globalAveragePool";
  readonly name: string;
}

/** Sets a share of its inputs to 0 in every step of training (Srivastava et al. 2014); an evaluation has all. */
export interface DropoutSpec {
  readonly kind: "dropout";
  readonly name: string;
  /** Of what is set to 0: at least 0, and less than 1. */
  readonly rate: number;
}

/** A fully connected layer with bias; without an activation at a network's end its outputs are the class scores. */
export interface DenseSpec {
  readonly kind: "dense";
  readonly name: string;
  readonly units: number;
  /** None if left out; read by `activationOf` alone. */
  readonly activation?: Activation;
}

export type LayerSpec =
  | ConvolutionSpec
  | MaxPoolSpec
  | AveragePoolSpec
  | LocalResponseNormalizationSpec
  | GlobalAveragePoolSpec
  | DropoutSpec
  | DenseSpec;
export type LayerKind = LayerSpec["kind"];

/** One after another along the channels. */
interface ConcatSpec {
  readonly kind: "concat";
}

/** Number by number, as around a shortcut; read by `additionOf` alone. */
interface AdditionSpec {
  readonly kind: "add";
  /** What all paths but shortcuts are multiplied by; 1 if left out. */
  readonly scale?: number;
  /** Of the sum; a ReLU if left out. */
  readonly activation?: Activation;
}

/**
 * Nothing becomes one: what comes in goes on as it is by the first path, a shortcut, and the second ends
 * in class scores of its own, in training alone. What is said of them counts `weight` times in the loss.
 */
interface HeadSpec {
  readonly kind: "head";
  readonly weight: number;
}

/** Parallel paths over one input that become one again; a path may have blocks in it, and one of no stages is a shortcut. */
export interface BlockSpec {
  readonly kind: "block";
  /** What blocks of its kind are called in files and in JSON, such as `inception`. */
  readonly type: string;
  readonly name: string;
  /** What a person calls it, such as `Inception 3a`. */
  readonly title: Phrase<string>;
  readonly paths: readonly (readonly StageSpec[])[];
  /** How the paths become one: concatenated if left out. */
  readonly join?: ConcatSpec | AdditionSpec | HeadSpec;
}

export type StageSpec = LayerSpec | BlockSpec;

export interface ModuleSpec {
  readonly name: string;
  readonly stages: readonly StageSpec[];
}

/** A network as JSON-safe data; everything else about it is derived. */
export interface NetworkSpec {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** What had to be other than in its source; nothing if left out. */
  readonly differs?: Phrase<string>;
  /** The input of the published run, [channels, height, width]. */
  readonly input: Shape;
  readonly classes: number;
  readonly modules: readonly ModuleSpec[];
}
