import { isSameWork, isSimilarWork, type Pace, type Work } from "./pace.js";
import type { Range } from "../machine/range.js";
import type { RunLength } from "./runLength.js";

/**
 * Where an estimate comes from: a run or a trial of the very same work and when it ended; other work
 * of this engine on this device; or what such a device usually does.
 */
export type Basis =
  | { readonly kind: Pace["source"]; readonly time: number }
  | { readonly kind: "similar" }
  | { readonly kind: "guess" };

/** What a run is expected to take on this machine. */
export interface Estimate {
  readonly seconds: Range;
  readonly basis: Basis;
}

interface Speed {
  readonly examplesPerSecond: number;
  readonly evaluatedPerSecond: number | null;
}

/** Until an evaluation was timed, it is taken to run this many times as fast as training. */
const assumedEvaluationSpeedup = 4;

/** Other batches and networks come so near to the same multiply-adds a second, mostly. */
const similarSpread = 1.4;

/** Seconds for all that is left, at a speed. */
export function secondsFor(
  { steps, batchSize, evaluations, testExamples }: RunLength,
  { examplesPerSecond, evaluatedPerSecond }: Speed,
): number {
  const evaluated = evaluatedPerSecond ?? examplesPerSecond * assumedEvaluationSpeedup;
  return (steps * batchSize) / examplesPerSecond + (evaluations * testExamples) / evaluated;
}

/**
 * How long a work takes, by the best that is known: its own pace, that of similar work, or
 * `typicalRate`, the multiply-adds of trained examples that such a device usually does in a second.
 * Null where nothing is known.
 */
export function estimateRun(
  length: RunLength,
  work: Work,
  paces: readonly Pace[],
  typicalRate: Range | null,
): Estimate | null {
  const own = paces.find((pace) => isSameWork(pace, work));
  if (own !== undefined) {
    const seconds = secondsFor(length, own);
    return {
      seconds: { low: seconds, high: seconds },
      basis: { kind: own.source, time: own.time },
    };
  }
  const similar = paces.findLast((pace) => isSimilarWork(pace, work));
  if (similar !== undefined) {
    const rate =
      (similar.examplesPerSecond * similar.multiplyAdds) / shareReached(similar.batchSize);
    const rates = { low: rate / similarSpread, high: rate * similarSpread };
    return { seconds: secondsBetween(length, work, rates), basis: { kind: "similar" } };
  }
  if (typicalRate === null) return null;
  return { seconds: secondsBetween(length, work, typicalRate), basis: { kind: "guess" } };
}

/** From the surest to the least sure. */
const certainty: readonly Basis["kind"][] = ["run", "trial", "similar", "guess"];

/** How long several works take one after another; as sure as the least sure of them. */
export function estimateAll(
  parts: readonly { readonly length: RunLength; readonly work: Work }[],
  paces: readonly Pace[],
  typicalRate: Range | null,
): Estimate | null {
  const estimates = parts.map(({ length, work }) => estimateRun(length, work, paces, typicalRate));
  const [first = null, ...others] = estimates;
  return others.reduce<Estimate | null>((sum, next) => {
    if (sum === null || next === null) return null;
    const isLessSure = certainty.indexOf(next.basis.kind) > certainty.indexOf(sum.basis.kind);
    return {
      seconds: {
        low: sum.seconds.low + next.seconds.low,
        high: sum.seconds.high + next.seconds.high,
      },
      basis: isLessSure ? next.basis : sum.basis,
    };
  }, first);
}

/** The higher the rate of large batches, the fewer the seconds. */
function secondsBetween(length: RunLength, work: Work, rates: Range): Range {
  const at = (rate: number): number => {
    const examplesPerSecond = (rate * shareReached(work.batchSize)) / work.multiplyAdds;
    return secondsFor(length, { examplesPerSecond, evaluatedPerSecond: null });
  };
  return { low: at(rates.high), high: at(rates.low) };
}

/**
 * How much of the speed of large batches one of this size reaches; as measured on two cores at 1, 16
 * and 128 with each engine for processors.
 */
function shareReached(batchSize: number): number {
  return batchSize / (batchSize + 4);
}
