import type * as z from "zod";
import type { ValueId } from "../program/operations.js";
import type { NetworkInUse } from "./networkInUse.js";
import type { Watch } from "./watch.js";

export interface ShapedValues {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What a run has learned at one moment, as questions see it: between two steps, or in a checkpoint. */
export interface View {
  /** The steps that its weights have taken. */
  readonly step: number;
  /** Those of these tensors of its state that there are. */
  readonly tensors: (ids: readonly ValueId[]) => Promise<ReadonlyMap<ValueId, ShapedValues>>;
}

/** Asked of the numbers that a run has learned. */
export interface StateQuestion<Input, Answer> {
  readonly of: "state";
  /** What may be asked, which is checked where it comes in. */
  readonly input: z.ZodType<Input>;
  /** Null where there is nothing to tell. */
  readonly answer: (view: View, input: Input) => Promise<Answer | null>;
}

/** Asked of the network that these numbers make, put to use. */
export interface NetworkQuestion<Input, Answer> {
  readonly of: "network";
  readonly input: z.ZodType<Input>;
  readonly answer: (
    network: NetworkInUse,
    input: Input,
    watch: Watch<Answer>,
  ) => Promise<Answer | null>;
}

/** Something that can be asked of a run; one a file, listed in `index.ts`. */
export type Question<Input, Answer> = StateQuestion<Input, Answer> | NetworkQuestion<Input, Answer>;
