export interface MemorySample {
  readonly step: number;
  /** Resident in the whole process. */
  readonly bytes: number;
}

/** Fewer samples a quarter would tell of a garbage collector only. */
const fewestSamples = 5;

/**
 * How much more memory is in use in the last quarter of the samples than in the second, as a share;
 * medians, since a garbage collector makes waves. Null where there are too few.
 */
export function memoryGrowth(samples: readonly MemorySample[]): number | null {
  const quarter = Math.floor(samples.length / 4);
  if (quarter < fewestSamples) return null;
  const before = median(samples.slice(quarter, 2 * quarter));
  return median(samples.slice(-quarter)) / before - 1;
}

function median(samples: readonly MemorySample[]): number {
  const sorted = samples.map(({ bytes }) => bytes).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
