import type { countSteps } from "./runLength.js";

/** Of a run so many weights of before stay at most: as many as tell its course apart. */
export const mostMoments = 12;

/** A run that has no two epochs keeps so many all over. */
const momentsWithinEpoch = 6;
/** Steps that are closer tell little apart, and would be waited for. */
const fewestSteps = 50;

/** How many steps lie between two moments whose weights a run keeps, while it keeps all: an epoch, mostly. */
export function momentEvery({ stepsPerEpoch, totalSteps }: ReturnType<typeof countSteps>): number {
  if (totalSteps >= 2 * stepsPerEpoch) return stepsPerEpoch;
  return Math.max(fewestSteps, Math.ceil(totalSteps / momentsWithinEpoch));
}

/** Whether the weights after a step are kept, while it is the newest. */
export function isMomentDue(step: number, every: number): boolean {
  return step > 0 && step % every === 0 && isKept(step / every, strideAt(step / every));
}

/**
 * Of the moments up to a step those that stay when it has come: the first, and of the others every one, every
 * second, every fourth … as the run gets longer, so that they lie evenly. What lies elsewhere does not stay.
 */
export function momentsKept(
  steps: readonly number[],
  { newest, every }: { readonly newest: number; readonly every: number },
): readonly number[] {
  const stride = strideAt(Math.floor(newest / every));
  return steps.filter(
    (step) => step > 0 && step <= newest && step % every === 0 && isKept(step / every, stride),
  );
}

/** How many a run has kept at most at once, until it ends after so many steps. */
export function mostMomentsOf(length: ReturnType<typeof countSteps>): number {
  return Math.min(mostMoments, Math.floor(length.totalSteps / momentEvery(length)));
}

function isKept(place: number, stride: number): boolean {
  return place === 1 || place % stride === 0;
}

/** The smallest power of two at which no more stay than may. */
function strideAt(newest: number): number {
  let stride = 1;
  const countAt = (each: number): number => Math.floor(newest / each) + (each > 1 ? 1 : 0);
  while (countAt(stride) > mostMoments) stride *= 2;
  return stride;
}
