/** The ratio of whole numbers in its lowest terms: 64, 128, 32, 32 → 2 : 4 : 1 : 1 */
export function ratioText(values: readonly number[]): string {
  const divisor = values.reduce(greatestCommonDivisor, 0);
  return values.map((value) => (divisor === 0 ? value : value / divisor)).join(" : ");
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
