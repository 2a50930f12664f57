import type { Series } from "../../model/metrics/metric.js";

/**
 * The exponential moving average of a series, corrected for its beginning, so that the first values do
 * not pull towards 0. `weight` is how much of the value before is kept, 0 to below 1. What is no number
 * is passed over: the average stays.
 */
export function smooth(series: Series, weight: number): Series {
  if (weight <= 0) return series;
  const values = new Float64Array(series.length);
  let [average, kept] = [0, 1];
  for (let index = 0; index < series.length; index++) {
    const value = series.value(index);
    if (Number.isFinite(value)) {
      average = weight * average + (1 - weight) * value;
      kept *= weight;
    }
    values[index] = kept === 1 ? Number.NaN : average / (1 - kept);
  }
  return {
    length: series.length,
    step: (index) => series.step(index),
    value: (index) => values[index] ?? Number.NaN,
  };
}
