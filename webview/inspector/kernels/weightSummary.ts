/** What a tensor's values say at a glance; NaN and infinite ones are counted apart. */
export interface WeightSummary {
  readonly smallest: number;
  readonly largest: number;
  readonly mean: number;
  /** L2 */
  readonly norm: number;
  /** The largest magnitude: the end of a scale that is symmetric about 0. */
  readonly reach: number;
  readonly notFinite: number;
}

/** Over the values at `places`, or over all. */
export function summarize(values: Float32Array, places?: Iterable<number>): WeightSummary {
  let [smallest, largest, sum, squares, count, notFinite] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (const place of places ?? values.keys()) {
    const value = values[place] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      notFinite++;
      continue;
    }
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
    sum += value;
    squares += value * value;
    count++;
  }
  const mean = count > 0 ? sum / count : Number.NaN;
  const reach = count > 0 ? Math.max(-smallest, largest) : Number.NaN;
  return { smallest, largest, mean, norm: Math.sqrt(squares), reach, notFinite };
}
