import type { Series } from "./metric.js";

/** The mean of the last `count` values, so that one noisy batch does not speak for the run; null without any. */
export function runningMean(series: Series, count: number): number | null {
  const start = Math.max(0, series.length - count);
  if (start === series.length) return null;
  let total = 0;
  for (let index = start; index < series.length; index++) total += series.value(index);
  return total / (series.length - start);
}
