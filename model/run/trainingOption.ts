import type { Option, ValueKind } from "../options/option.js";

/** The kinds of values that follow an option on a command line. */
export type TypedKind = Exclude<ValueKind, { readonly kind: "switch" }>;

/** A value of a run's configuration; whatever reads or shows it goes by its row. */
export interface TrainingOption extends Option {
  readonly is: TypedKind;
  /** How the value is told in a line; null where its name is enough. */
  readonly told: string | null;
  /** Where a single one is told in other words. */
  readonly toldOfOne?: string;
  /** Where "GoogLeNet: Train" offers to change it. */
  readonly form?: {
    readonly place: number;
    /** A codicon's id. */
    readonly icon: string;
    readonly title: string;
    /** What it is asked with, where it is typed. */
    readonly prompt?: string;
  };
  /**
   * A run that goes on must keep it, since it decides what a checkpoint means: the network that its
   * weights fit, or the order of the examples, in which it counts batches.
   */
  readonly isFixed?: true;
  /** What a run did that was recorded before there was the option. */
  readonly before?: unknown;
  /** The optimizers that use it, where others do not. */
  readonly optimizers?: readonly string[];
}
