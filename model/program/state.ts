import type { NodeId } from "../network/spec.js";
import type { LossScaleState } from "./lossScale.js";
import type { ValueId } from "./operations.js";

/** A tensor that a step leaves for the next one, and how it begins. */
export interface StateTensor {
  readonly id: ValueId;
  readonly node: NodeId;
  /** Convolutions HWIO, dense layers in×out. */
  readonly shape: readonly number[];
  readonly initializer: "xavierUniform" | "heUniform" | "lecunUniform" | "zeros" | "ones";
}

/** All that the next step depends on besides its batch: read, written, kept and gone on from as one. */
export interface TrainingState {
  /** Copies, in the layout of `StateTensor.shape`. */
  readonly tensors: ReadonlyMap<ValueId, Float32Array>;
  /** Null where the loss is not scaled. */
  readonly lossScale: LossScaleState | null;
}
