import type { Precision, RunConfig } from "./config.js";

/** Less is within what two trials differ by. */
const worthwhile = 1.05;

/**
 * What a configuration may be computed in, float32 first where it is to be found by trying; `others` are
 * those besides it that are safe on the engine. The chapter computed in float32.
 */
export function candidatePrecisions(
  { precision, recipe }: Pick<RunConfig, "precision" | "recipe">,
  others: readonly Precision[] = [],
): readonly [Precision, ...Precision[]] {
  if (precision !== "auto") return [precision];
  return recipe === "chapter" ? ["float32"] : ["float32", ...others];
}

/** The fastest of the precisions that were tried, but the first unless another is clearly faster. */
export function fastestOf<Tried extends { readonly examplesPerSecond: number }>(
  first: Tried,
  others: readonly Tried[],
): Tried {
  return others.reduce(
    (best, other) =>
      other.examplesPerSecond >
      Math.max(best.examplesPerSecond, worthwhile * first.examplesPerSecond)
        ? other
        : best,
    first,
  );
}
