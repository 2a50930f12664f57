/** Steps by how near they lie to one, the nearest first; of two that are as near the later one. */
export function byNearness(steps: readonly number[], step: number): readonly number[] {
  return steps.toSorted((a, b) => Math.abs(a - step) - Math.abs(b - step) || b - a);
}
