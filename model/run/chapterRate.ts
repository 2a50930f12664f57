/** The chapter's learning rate, which trains. */
export const chapterLearningRate = 0.1;

/** A rate that can work where this one was too high: a tenth, and no more than the chapter's. */
export function lowerRate(rate: number): number {
  return rounded(Math.min(rate / 10, chapterLearningRate));
}

/** A rate that can work where this one was too low: ten times as much, and no more than the chapter's. */
export function higherRate(rate: number): number {
  return rounded(Math.min(rate * 10, chapterLearningRate));
}

/** 0.1 / 10 is 0.01, not 0.010000000000000002. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(6));
}
