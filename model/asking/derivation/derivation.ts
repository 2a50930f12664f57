import type { LocalResponseNormalizationSpec, NodeId } from "../../network/spec.js";

/** A number of a node's output: of a channel, at a row and a column. Features have one row and one column. */
export interface Place {
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** A number of another node. */
export interface Origin extends Place {
  readonly node: NodeId;
}

/** Where a window lies over what a layer reads: it may begin before the first row, in the padding. */
export interface Patch {
  readonly node: NodeId;
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/** What one channel of the input gives to a sum. */
export interface Part {
  readonly channel: number;
  readonly sum: number;
  /** Under the window, row by row; null in the padding, which counts as 0. */
  readonly inputs: readonly (number | null)[];
  /** The kernel for this channel. */
  readonly weights: readonly number[];
}

/** (sum − mean) / √(variance + epsilon) · scale + shift */
export interface Normalizing {
  readonly mean: number;
  readonly variance: number;
  readonly epsilon: number;
  readonly scale: number;
  readonly shift: number;
  readonly normalized: number;
}

export interface Products {
  readonly kind: "products";
  readonly patch: Patch;
  readonly channels: number;
  /** The channels that give most, up or down; all of them together give `sum`. */
  readonly parts: readonly Part[];
  /** Of all other channels. */
  readonly rest: number;
  readonly sum: number;
  /** Null where the layer has none. */
  readonly bias: number | null;
  readonly normalizing: Normalizing | null;
  readonly isRectified: boolean;
}

/** A pool of the same channel. */
interface Pooled {
  readonly patch: Patch;
  readonly inputs: readonly (number | null)[];
}

export type Derivation =
  | Products
  /** Which of `inputs` is the largest, the first of several. */
  | (Pooled & { readonly kind: "largest"; readonly winner: number; readonly origin: Origin })
  /** Padding counts as zeros. */
  | (Pooled & { readonly kind: "mean"; readonly sum: number })
  /** input / (offset + alpha · squares)^beta */
  | ({
      readonly kind: "response";
      readonly origin: Origin;
      readonly input: number;
      /** The channels that are summed over. */
      readonly first: number;
      readonly last: number;
      readonly squares: number;
    } & Pick<LocalResponseNormalizationSpec, "alpha" | "beta" | "offset">)
  /** It is as it comes in: in use nothing is dropped. */
  | { readonly kind: "kept"; readonly origin: Origin }
  /** It is the number of one of the parts that are put one after another. */
  | {
      readonly kind: "joined";
      readonly origin: Origin;
      /** The path that gives it, or what ends that. */
      readonly from: NodeId;
      /** The channel of the whole at which that part begins. */
      readonly first: number;
    }
  | {
      readonly kind: "added";
      readonly terms: readonly {
        readonly origin: Origin;
        readonly value: number;
        readonly factor: number;
      }[];
      readonly sum: number;
      readonly isRectified: boolean;
    };

/** A number, and how it comes about. */
export interface Derived extends Origin {
  /** What the network has computed. */
  readonly value: number;
  /** What these steps give: the same, but for rounding. */
  readonly result: number;
  /** Whether it is taken away after them: then it is 0. */
  readonly isMuted: boolean;
  readonly derivation: Derivation;
}
