import type { RunConfig } from "./config.js";

export type ImageSize = RunConfig["inputSize"];

/** Steps of one image size, from the first to the last, counted from 1. */
export interface SizeSpan {
  readonly size: ImageSize;
  readonly first: number;
  readonly last: number;
}

/**
 * The sizes that the images of a run have one after another: those that it begins with, each for its share
 * of the steps of all epochs, then the input size.
 */
export function sizeSpans(
  { inputSize, firstSizes }: Pick<RunConfig, "inputSize" | "firstSizes">,
  totalSteps: number,
): readonly SizeSpan[] {
  const spans: SizeSpan[] = [];
  let share = 0;
  let done = 0;
  for (const { size, ...begun } of [...firstSizes, { size: inputSize, share: Infinity }]) {
    share += begun.share;
    const last = Math.min(totalSteps, Math.round(share * totalSteps));
    if (last > done) spans.push({ size, first: done + 1, last });
    done = Math.max(done, last);
  }
  return spans;
}

/** The size at a step; before the first and behind the last that of the nearest. */
export function sizeAt(spans: readonly SizeSpan[], step: number): ImageSize | undefined {
  return (spans.find(({ last }) => step <= last) ?? spans.at(-1))?.size;
}

export function isSameSize(one: ImageSize, other: ImageSize): boolean {
  return one.join() === other.join();
}
