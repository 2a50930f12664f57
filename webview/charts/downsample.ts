import type { Series } from "../../model/metrics/metric.js";

/** A point of a curve as it is drawn. */
export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}

/**
 * At most four points a bucket: its first, lowest, highest and last. So no extreme is lost, and what is
 * drawn over one pixel column is what all points would have drawn. Values that are not finite are left out.
 */
export function downsample(series: Series, buckets: number): readonly CurvePoint[] {
  const size = Math.max(1, Math.ceil(series.length / Math.max(1, buckets)));
  const points: CurvePoint[] = [];
  for (let start = 0; start < series.length; start += size) {
    const kept = extremesOf(series, start, Math.min(series.length, start + size));
    for (const index of kept) points.push({ step: series.step(index), value: series.value(index) });
  }
  return points;
}

function extremesOf(series: Series, start: number, end: number): readonly number[] {
  let [first, low, high, last] = [-1, -1, -1, -1];
  let [lowest, highest] = [Infinity, -Infinity];
  for (let index = start; index < end; index++) {
    const value = series.value(index);
    if (!Number.isFinite(value)) continue;
    if (first < 0) first = index;
    last = index;
    if (value < lowest) [low, lowest] = [index, value];
    if (value > highest) [high, highest] = [index, value];
  }
  return first < 0 ? [] : [...new Set([first, low, high, last])].sort((a, b) => a - b);
}
