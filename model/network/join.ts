import type { Activation, BlockSpec } from "./spec.js";

/** A sum of what the paths give, as its author meant it. */
export interface Addition {
  readonly activation: Activation;
  /** What the output of each path is multiplied by before: 1 for a shortcut. */
  readonly factors: readonly number[];
}

/** How the paths of a block are added up; null where they are put one after another. */
export function additionOf({ name, join, paths }: BlockSpec): Addition | null {
  if (join?.kind !== "add") return null;
  const { scale = 1, activation = "relu" } = join;
  if (!(scale > 0)) throw new RangeError(`${name} has a scale that is not above 0.`);
  return { activation, factors: paths.map((stages) => (stages.length === 0 ? 1 : scale)) };
}

/** How often the loss of a block's own scores counts; null for a block that has none. */
export function headWeightOf(block: BlockSpec | undefined): number | null {
  return block?.join?.kind === "head" ? block.join.weight : null;
}
