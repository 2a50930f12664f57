/** `0.8753 ± 0.0021`: the mean and the standard deviation of a sample. */
export function meanAndSpread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = Math.sqrt(squares / Math.max(1, values.length - 1));
  return `${mean.toFixed(4)} ± ${spread.toFixed(4)}`;
}
